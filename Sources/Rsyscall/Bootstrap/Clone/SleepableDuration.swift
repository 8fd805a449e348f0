extension Duration {
    /// The duration, or the nearest that a Swift task can sleep for: a sleep that ends later than its clock can tell
    /// ends the program.
    var sleepable: Duration { min(max(self, .zero), .seconds(1 << 32)) }
}

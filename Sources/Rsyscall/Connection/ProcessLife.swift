/// The life of a process that we made, which reports its end.
protocol ProcessLife: AnyObject, Sendable {
    /// Runs `action` once the process has ended, or now if it has.
    func atEnd(_ action: @escaping @Sendable () -> Void)
}

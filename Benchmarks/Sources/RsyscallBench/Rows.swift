extension Measurement {
    static var all: [Measurement] { local + child }
}

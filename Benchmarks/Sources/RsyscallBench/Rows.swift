extension Measurement {
    static var all: [Measurement] { local + childCalls + childLives + runOutputs }
}

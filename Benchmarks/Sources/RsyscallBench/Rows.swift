extension Measurement {
    static var all: [Measurement] {
        local + sockets + childCalls + childLives + events + runOutputs
    }
}

extension Measurement {
    static var all: [Measurement] {
        local + sockets + childCalls + childLives + ownMemory + events + runOutputs
    }
}

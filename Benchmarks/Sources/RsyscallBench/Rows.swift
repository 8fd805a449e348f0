extension Measurement {
    static var all: [Measurement] {
        local + sockets + childCalls + childLives + ownMemory + streams + trips + events + runOutputs
    }
}

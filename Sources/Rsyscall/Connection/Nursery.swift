/// Where the children of a process come from.
enum Nursery: Sendable {
    /// Memory that we share with the process.
    case shared(any SharedNursery)
    /// The places of the relay that serves the process.
    case relay(StreamLink)
}

/// What is known of an open file: what the calls on it may wait for.
@usableFromInline
enum FileKind: UInt8, Sendable {
    /// Nothing.
    case unknown
    /// No call on it waits for another process or host.
    case stored
    /// Any call on it may wait for the process or host that serves its file system.
    case served
    /// It is no file of a file system: reading and writing may wait, and can be made so that they don't.
    case stream
}

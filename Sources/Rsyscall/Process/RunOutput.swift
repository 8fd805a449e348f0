/// A destination of a command's standard output or standard error.
public struct RunOutput: ~Copyable, Sendable {
    enum Destination: Sendable {
        case inherited
        case discarded
        case collected(limit: Int)
        case streamed
        case merged
        case descriptor
    }

    let destination: Destination
    /// What the destination is, if that is a descriptor.
    let descriptor: OwnedFileDescriptor?

    private init(_ destination: Destination, _ descriptor: consuming OwnedFileDescriptor? = nil) {
        self.destination = destination
        self.descriptor = descriptor
    }

    /// The stream of the process that runs the command.
    public static var inherited: RunOutput { RunOutput(.inherited) }

    /// `/dev/null`, as the process sees it.
    public static var discarded: RunOutput { RunOutput(.discarded) }

    /// Memory, whose contents are returned when the command has ended.
    public static var collected: RunOutput { .collected(limit: .max) }

    /// Memory, whose contents are returned when the command has ended.
    ///
    /// If there are more than `limit` bytes, the command is terminated, and the error is
    /// ``CommandError/outputTooLong(command:limit:output:)``.
    public static func collected(limit: Int) -> RunOutput {
        RunOutput(.collected(limit: max(limit, 0)))
    }

    /// The body of `run`, which reads it while the command runs.
    ///
    /// The command waits while the pipe is full, so the body must read it to the end, or end the command.
    public static var streamed: RunOutput { RunOutput(.streamed) }

    /// The destination of the other output, in the order in which both are written.
    public static var merged: RunOutput { RunOutput(.merged) }

    /// An open file.
    ///
    /// It may belong to any process whose descriptors ``SystemCalling/inherit(_:)`` takes. The command gets a copy, and
    /// this one is closed.
    public static func descriptor(_ descriptor: consuming OwnedFileDescriptor) -> RunOutput {
        RunOutput(.descriptor, descriptor)
    }
}

/// The error of taking again what can be taken only once: the value of a ``Handover``, or the status of a child.
///
/// Before Linux 6.15, a child's status is lost if something else in this process takes it, such as a `waitpid(-1)`. It
/// may also have gone to the child's parent, if that is another process: the init of a pid namespace that no longer
/// serves us, or our own parent with ``CLONE/parent``. It is known then only that the child has ended, and not how.
public struct AlreadyTaken: Error, Hashable, CustomStringConvertible {
    /// A one-line message.
    public let description: String

    init(_ description: String) { self.description = description }
}

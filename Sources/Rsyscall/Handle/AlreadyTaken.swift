/// The error of taking something that can be taken once, and was: the value of a ``Handover``, or the status of a child.
///
/// A child's status was taken in this process, such as by a `waitpid(-1)`, on a kernel before Linux 6.15. Or it went to
/// the child's parent, if that is another process: the init of a pid namespace that no longer serves us, or our own
/// parent with ``CLONE/parent``. How the child ended isn't known then, only that it has.
public struct AlreadyTaken: Error, Hashable, CustomStringConvertible {
    /// One line for a person.
    public let description: String

    init(_ description: String) { self.description = description }
}

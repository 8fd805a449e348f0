/// A process that makes system calls: a ``LinuxProcess``, or a handle with a duty, such as ``ClonedProcess``.
///
/// Every call whose first argument is neither a descriptor nor a pointer is a method here.
public protocol SystemCalling: PathBase, ~Copyable {
    /// The process that makes the calls.
    var process: LinuxProcess { get }
}

extension LinuxProcess: SystemCalling {
    /// The process itself.
    @inlinable public var process: LinuxProcess { self }
}

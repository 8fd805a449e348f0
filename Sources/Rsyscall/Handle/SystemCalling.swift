/// Something that makes system calls as one process: the process itself, or a duty around it.
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

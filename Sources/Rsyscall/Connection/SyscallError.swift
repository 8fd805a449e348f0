public import SystemPackage

/// The error of a system call that the kernel refused.
public struct SyscallError: Error, Hashable {
    /// The reason that the kernel gave.
    public let errno: Errno
    /// The call's name in the man pages.
    public let call: String
    /// The call's arguments as strace prints them.
    public let arguments: [String]
    /// The process that made the call.
    public let process: ProcessID

    /// Creates the error of `call` in `process`.
    public init(errno: Errno, call: String, arguments: [String] = [], process: ProcessID) {
        self.errno = errno
        self.call = call
        self.arguments = arguments
        self.process = process
    }
}

extension SyscallError: CustomStringConvertible {
    /// The call as strace prints it, with the error's name and message, and the process.
    public var description: String {
        let call = "\(call)(\(arguments.joined(separator: ", ")))"
        return "\(call): \(errnoName) \(errno) (process \(process))"
    }

    /// The name of the error in C, such as `ENOENT`.
    public var errnoName: String { ErrnoName.of(errno.rawValue) }
}

/// Where relative paths start: a directory's descriptor, or the working directory of a process.
///
/// It is the first argument of the calls whose names end in `at`.
public protocol PathBase: ~Copyable {
    /// The process that makes the calls.
    var task: KernelTask { get }

    /// The number the kernel knows the directory by.
    ///
    /// - Throws: ``DescriptorTableMismatch``.
    func pathBase() throws -> FileDescriptorNumber

    /// The number that `other` knows the directory by, where that is not the process here.
    ///
    /// - Throws: ``DescriptorTableMismatch``, ``WorkingDirectoryMismatch``.
    func pathBase(in other: KernelTask) throws -> FileDescriptorNumber
}

/// The working directory of one process was used in a call of another; no system call was made.
public struct WorkingDirectoryMismatch: Error, CustomStringConvertible {
    /// The process that was to make the call.
    public let task: ProcessID
    /// The process whose working directory was meant.
    public let directory: ProcessID

    /// Which two processes.
    public var description: String {
        "the working directory of process \(directory) was used in a call of process \(task)"
    }
}

extension SystemCalling where Self: ~Copyable {
    /// `AT_FDCWD`: the working directory.
    public func pathBase() -> FileDescriptorNumber { FileDescriptorNumber.workingDirectory }

    /// `AT_FDCWD`: the working directory, in calls of this process only.
    public func pathBase(in other: KernelTask) throws -> FileDescriptorNumber {
        guard other === task else { throw WorkingDirectoryMismatch(task: other.pid, directory: task.pid) }
        return FileDescriptorNumber.workingDirectory
    }
}

extension OwnedFileDescriptor: PathBase {
    /// The descriptor's number.
    public func pathBase() throws -> FileDescriptorNumber { try checkedNumber() }

    /// The descriptor's number, where `other` shares its table.
    public func pathBase(in other: KernelTask) throws -> FileDescriptorNumber { try number(in: other) }
}

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
}

extension SystemCalling where Self: ~Copyable {
    /// `AT_FDCWD`: the working directory.
    public func pathBase() -> FileDescriptorNumber { AT.fdcwd }
}

extension OwnedFileDescriptor: PathBase {
    /// The descriptor's number.
    public func pathBase() throws -> FileDescriptorNumber { try checkedNumber() }
}

/// The start of relative paths: a directory's descriptor, or the working directory of a process.
///
/// It is the first argument of the calls whose names end in `at`.
public protocol PathBase: CallArgument, ~Copyable where Placement == InDescriptorTable {
    /// The process that makes the calls.
    var process: LinuxProcess { get }
}

extension OwnedFileDescriptor: PathBase {}

extension SystemCalling where Self: ~Copyable {
    /// Always `false`.
    @inlinable public static var usesFrame: Bool { false }

    /// Places `AT_FDCWD`, which stands for the working directory.
    ///
    /// - Throws: ``Mismatch`` if another process makes the call.
    @inlinable
    public func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand {
        guard process === self.process else {
            throw Mismatch(.workingDirectory, process: process, handle: self.process)
        }
        return .word(UInt(truncatingIfNeeded: FileDescriptorNumber.workingDirectory.rawValue))
    }

    /// `AT_FDCWD`.
    public var traced: String { FileDescriptorNumber.workingDirectory.traced }
}

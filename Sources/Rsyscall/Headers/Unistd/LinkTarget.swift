import CRsyscall
public import SystemPackage

extension FilePath: CallResult {
    /// A byte more than the longest link that is read whole.
    static var linkRoom: Int { Int(PATH_MAX) }

    /// Decodes what a call wrote of a symbolic link, as many bytes as it returned.
    ///
    /// - Throws: ``SyscallError`` with `ENAMETOOLONG` if they fill the room, since some may be missing.
    public init(_ outcome: borrowing CallOutcome) throws {
        guard outcome.result < Self.linkRoom else {
            throw SyscallError(
                errno: .fileNameTooLong, call: SYS.readlinkat.name, process: outcome.process.pid)
        }
        try self.init(CString(UnsafeRawBufferPointer(start: outcome.output, count: outcome.result)))
    }
}

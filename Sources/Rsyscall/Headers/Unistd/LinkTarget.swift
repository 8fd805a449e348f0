import CRsyscall
public import SystemPackage

extension FilePath: CallResult {
    /// One byte more than the longest target that is returned.
    static var linkRoom: Int { Int(PATH_MAX) }

    /// Decodes the target of a symbolic link, whose length the call returned.
    ///
    /// - Throws: ``SyscallError`` with `ENAMETOOLONG` if they fill the room, since some may be missing.
    public init(_ outcome: borrowing CallOutcome) throws {
        guard outcome.result < Self.linkRoom else {
            throw SyscallError(
                errno: .fileNameTooLong, call: SYS.readlinkat.name, process: outcome.process.pid)
        }
        try self.init(CString(outcome.bytes(outcome.result)))
    }
}

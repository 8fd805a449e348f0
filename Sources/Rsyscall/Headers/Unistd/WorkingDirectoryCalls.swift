import CRsyscall
public import SystemPackage

extension SystemCalling where Self: ~Copyable {
    /// Makes the directory at `path` the working directory: `chdir(2)`.
    public func chdir(_ path: borrowing some PathInput) async throws {
        try await process.syscall(.chdir, path)
    }

    /// Makes an open directory the working directory: `fchdir(2)`.
    ///
    /// - Throws: `ENOTDIR` if it is not a directory.
    public func fchdir(_ directory: borrowing OwnedFileDescriptor) async throws {
        try await process.syscall(.fchdir, directory)
    }

    /// Makes the directory at `path` the root directory, and keeps the working directory: `chroot(2)`.
    ///
    /// - Throws: `EPERM` without ``CAP/sys_chroot``.
    public func chroot(_ path: borrowing some PathInput) async throws {
        try await process.syscall(.chroot, path)
    }

    /// Returns the working directory's path, which starts with `(unreachable)` if it is outside the root: `getcwd(2)`.
    ///
    /// - Throws: `ENOENT` if the directory was removed, or `ENAMETOOLONG` for a path of more than 4095 bytes.
    public func getcwd() async throws -> FilePath {
        (try await process.syscall(.getcwd, Output<FilePath>(byteCount: Int(PATH_MAX)), Int(PATH_MAX))
            as Returned<FilePath>).value
    }

    /// Reads the path of the working directory into `buffer`, which keeps the rest: `getcwd(2)`.
    ///
    /// - Throws: The errors of ``getcwd()``, or `ERANGE` if it doesn't fit.
    public func getcwd(into buffer: inout Pointer<FilePath>) async throws -> ReadablePointer<FilePath> {
        try await buffer.takeFilled(process.syscall(.getcwd, buffer.room, buffer.size))
    }
}

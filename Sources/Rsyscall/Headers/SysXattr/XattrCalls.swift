extension SystemCalling where Self: ~Copyable {
    /// Returns the value of an extended attribute of the file at `path`: `getxattr(2)`.
    ///
    /// - Throws: Like all of these calls, `ENODATA` if the file has no such attribute, or `EOPNOTSUPP` if the file
    ///   system has none of that kind.
    public func getxattr(
        _ path: borrowing some PathInput, _ name: borrowing some StringInput
    ) async throws -> [UInt8] {
        try await process.syscall(
            .getxattr, path, name, Output<[UInt8]>(byteCount: XattrList.valueRoom), XattrList.valueRoom)
    }

    /// Reads the value of an extended attribute into `buffer`, which keeps the rest: `getxattr(2)`.
    ///
    /// - Throws: `ERANGE` if it doesn't fit.
    public func getxattr(
        _ path: borrowing some PathInput, _ name: borrowing some StringInput,
        into buffer: inout Pointer<Bytes>
    ) async throws -> ReadablePointer<Bytes> {
        try await buffer.takeFilled(process.syscall(.getxattr, path, name, buffer.room, buffer.size))
    }

    /// Returns the value of an extended attribute of the file or symbolic link at `path`: `lgetxattr(2)`.
    public func lgetxattr(
        _ path: borrowing some PathInput, _ name: borrowing some StringInput
    ) async throws -> [UInt8] {
        try await process.syscall(
            .lgetxattr, path, name, Output<[UInt8]>(byteCount: XattrList.valueRoom), XattrList.valueRoom)
    }

    /// Sets an extended attribute of the file at `path`: `setxattr(2)`.
    ///
    /// - Throws: `EEXIST` if the file has the attribute, with ``XATTR/create``, `ENOSPC` or `E2BIG` for a value that is
    ///   too long, or `ERANGE` for a name of more than 255 bytes.
    public func setxattr(
        _ path: borrowing some PathInput, _ name: borrowing some StringInput,
        _ value: borrowing some ValueInput<Bytes>, _ flags: XATTR = []
    ) async throws {
        try await process.syscall(.setxattr, path, name, value, value.byteCount(for: process), flags)
    }

    /// Sets an extended attribute of the file or symbolic link at `path`: `lsetxattr(2)`.
    public func lsetxattr(
        _ path: borrowing some PathInput, _ name: borrowing some StringInput,
        _ value: borrowing some ValueInput<Bytes>, _ flags: XATTR = []
    ) async throws {
        try await process.syscall(.lsetxattr, path, name, value, value.byteCount(for: process), flags)
    }

    /// Returns the names of the extended attributes of the file at `path`: `listxattr(2)`.
    public func listxattr(_ path: borrowing some PathInput) async throws -> XattrList {
        try await process.syscall(
            .listxattr, path, Output<XattrList>(byteCount: XattrList.room), XattrList.room)
    }

    /// Returns the names of the extended attributes of the file or symbolic link at `path`: `llistxattr(2)`.
    public func llistxattr(_ path: borrowing some PathInput) async throws -> XattrList {
        try await process.syscall(
            .llistxattr, path, Output<XattrList>(byteCount: XattrList.room), XattrList.room)
    }

    /// Removes an extended attribute of the file at `path`: `removexattr(2)`.
    public func removexattr(
        _ path: borrowing some PathInput, _ name: borrowing some StringInput
    ) async throws { try await process.syscall(.removexattr, path, name) }

    /// Removes an extended attribute of the file or symbolic link at `path`: `lremovexattr(2)`.
    public func lremovexattr(
        _ path: borrowing some PathInput, _ name: borrowing some StringInput
    ) async throws { try await process.syscall(.lremovexattr, path, name) }
}

extension OwnedFileDescriptor {
    /// Returns the value of an extended attribute of the open file: `fgetxattr(2)`.
    public func fgetxattr(_ name: borrowing some StringInput) async throws -> [UInt8] {
        try await process.syscall(
            .fgetxattr, self, name, Output<[UInt8]>(byteCount: XattrList.valueRoom), XattrList.valueRoom)
    }

    /// Reads the value of an extended attribute into `buffer`, which keeps the rest: `fgetxattr(2)`.
    public func fgetxattr(
        _ name: borrowing some StringInput, into buffer: inout Pointer<Bytes>
    ) async throws -> ReadablePointer<Bytes> {
        try await buffer.takeFilled(process.syscall(.fgetxattr, self, name, buffer.room, buffer.size))
    }

    /// Sets an extended attribute of the open file: `fsetxattr(2)`.
    public func fsetxattr(
        _ name: borrowing some StringInput, _ value: borrowing some ValueInput<Bytes>, _ flags: XATTR = []
    ) async throws {
        try await process.syscall(.fsetxattr, self, name, value, value.byteCount(for: process), flags)
    }

    /// Returns the names of the extended attributes of the open file: `flistxattr(2)`.
    public func flistxattr() async throws -> XattrList {
        try await process.syscall(
            .flistxattr, self, Output<XattrList>(byteCount: XattrList.room), XattrList.room)
    }

    /// Reads the names of the extended attributes into `buffer`, which keeps the rest: `flistxattr(2)`.
    ///
    /// - Throws: `ERANGE` if they don't fit.
    public func flistxattr(into buffer: inout Pointer<XattrList>) async throws -> ReadablePointer<XattrList> {
        try await buffer.takeFilled(process.syscall(.flistxattr, self, buffer.room, buffer.size))
    }

    /// Removes an extended attribute of the open file: `fremovexattr(2)`.
    public func fremovexattr(_ name: borrowing some StringInput) async throws {
        try await process.syscall(.fremovexattr, self, name)
    }
}

extension XattrList: CallResult {}

public import SystemPackage

/// The address of a Unix socket whose path may be longer than ``SockaddrUn`` has room for.
///
/// Such a path leads through `/proc/self/fd` and a directory descriptor, which the address owns. Only one process can
/// use it, and it must be kept while it is bound or connected to. The socket's own name is the short path.
public struct UnixPathAddress: ~Copyable, Sendable {
    /// The address that the kernel is passed.
    public let address: SockaddrUn
    private let directory: OwnedFileDescriptor?
    /// The number that the path leads through, with its table.
    private let number: NumberInTable?

    fileprivate init(_ address: SockaddrUn) {
        self.address = address
        directory = nil
        number = nil
    }

    fileprivate init(_ address: SockaddrUn, through directory: consuming OwnedFileDescriptor) {
        self.address = address
        number = NumberInTable(number: directory.number, table: directory.table)
        self.directory = consume directory
    }
}

extension UnixPathAddress: SockaddrArgument {
    /// The address.
    public typealias Value = SockaddrUn

    /// Always `true`.
    public static var usesFrame: Bool { true }

    /// Places the address.
    ///
    /// - Throws: ``Mismatch`` if the process has another table than the descriptor that the path leads through.
    public func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand {
        if let number { _ = try number.place(in: &frame, for: process, Seal()) }
        return try frame.place(address, in: process.addressSpace)
    }

    /// The size of the address.
    public func byteCount(for process: LinuxProcess, _ seal: Seal<Self>) throws -> Int {
        try address.encodedByteCount(for: process.addressSpace)
    }

    /// The bytes of the address.
    public borrowing func content(_ seal: Seal<Self>) throws -> SockaddrContent {
        let bytes = try SockaddrStorage(address).bytes
        guard let number else { return SockaddrContent(.bytes(bytes), byteCount: bytes.count) }
        return SockaddrContent(.inDirectory(number, bytes), byteCount: bytes.count)
    }

    /// The address as strace prints it.
    public var traced: String { address.description }
}

extension SystemCalling where Self: ~Copyable {
    /// Returns the address of a Unix socket at a path of any length, for `bind`, `connect` and `sendto`.
    ///
    /// If the path doesn't fit into the address, this opens the directory that contains the file, or else the file
    /// itself. A socket can therefore connect, but not bind, to a file name of more than about 90 bytes.
    ///
    /// - Throws: `ENOENT`, `ENOTDIR`, `EACCES` or `ELOOP` if the path leads to no directory, or `ENOENT` if the name is
    ///   too long to be bound and there is no such file.
    public func unixAddress(path: FilePath) async throws -> UnixPathAddress {
        let whole = SockaddrUn(path: path)
        if path.length < SockaddrUn.pathSize { return UnixPathAddress(whole) }
        if let name = path.lastComponent, name.kind == .regular {
            let parent = path.removingLastComponent()
            let directory = try await process.open(parent.isEmpty ? "." : parent, [.path, .directory])
            let short = FilePath("/proc/self/fd/\(directory.number)").appending(name)
            if short.length < SockaddrUn.pathSize {
                return UnixPathAddress(SockaddrUn(path: short), through: directory)
            }
        }
        let file = try await process.open(path, .path)
        return UnixPathAddress(SockaddrUn(path: FilePath("/proc/self/fd/\(file.number)")), through: file)
    }
}

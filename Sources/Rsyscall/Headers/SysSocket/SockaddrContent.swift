/// An address, for as long as the ``SockaddrArgument`` that it was made from is borrowed.
public struct SockaddrContent: Sendable {
    enum Form: Sendable {
        case bytes([UInt8])
        case memory(RoomArgument)
        /// A name in a directory of a process's table.
        case inDirectory(NumberInTable, [UInt8])
    }

    private let form: Form
    let byteCount: Int

    init(_ form: Form, byteCount: Int) {
        self.form = form
        self.byteCount = byteCount
    }

    /// The address as its bytes.
    ///
    /// - Throws: ``MemoryEncodingError`` if it has no byte form.
    init(_ address: some Sockaddr) throws {
        let bytes = try SockaddrStorage(address).bytes
        self.init(.bytes(bytes), byteCount: bytes.count)
    }

    /// Places the address in the frame, unless it is in memory.
    func place(in frame: inout Frame, for process: LinuxProcess) throws -> Operand {
        switch form {
        case .bytes(let bytes):
            return try frame.place(Bytes(bytes), in: process.addressSpace)
        case .memory(let room):
            return try room.place(in: &frame, for: process, Seal())
        case .inDirectory(let directory, let bytes):
            _ = try directory.place(in: &frame, for: process, Seal())
            return try frame.place(Bytes(bytes), in: process.addressSpace)
        }
    }
}

extension Sockaddr {
    /// The bytes of the address.
    ///
    /// - Throws: ``MemoryEncodingError`` if it has none.
    public func content(_ seal: Seal<Self>) throws -> SockaddrContent { try SockaddrContent(self) }
}

/// The two ends of a pipe; see `pipe(2)`.
@frozen
public struct PipeEnds: ~Copyable, Sendable, ResourceReadable, FixedSize {
    /// The end that bytes are read from.
    public let read: OwnedFileDescriptor
    /// The end that bytes are written to.
    public let write: OwnedFileDescriptor

    /// The size in bytes of the two numbers.
    public static var byteCount: Int { 2 * MemoryLayout<CInt>.size }
    /// The alignment in bytes of the two numbers.
    public static var alignment: Int { MemoryLayout<CInt>.alignment }

    /// Takes over the descriptors of `process` whose numbers `bytes` are.
    ///
    /// - Throws: ``MemoryDecodingError``.
    public init(decoding bytes: RawSpan, owner process: LinuxProcess) throws {
        let readNumber = try bytes.load(CInt.self, at: 0)
        let writeNumber = try bytes.load(CInt.self, at: MemoryLayout<CInt>.size)
        for (name, number) in [("read", readNumber), ("write", writeNumber)] where number < 0 {
            throw MemoryDecodingError.invalidField(name, value: Int(number))
        }
        read = OwnedFileDescriptor(adopting: FileDescriptorNumber(readNumber), of: process)
        write = OwnedFileDescriptor(adopting: FileDescriptorNumber(writeNumber), of: process)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Creates a pipe and returns its two ends: `pipe2(2)`.
    public func pipe2(_ flags: OpenFlags = [], closeOnExec: Bool = true) async throws -> PipeEnds {
        try await process.syscall(
            .pipe2, Output<PipeEnds>(), DescriptorFlags(flags.closing(onExec: closeOnExec)))
    }

    /// Creates a pipe, whose two descriptors go into `buffer`, which keeps the rest: `pipe2(2)`.
    public func pipe2(
        into buffer: inout Pointer<PipeEnds>, _ flags: OpenFlags = [], closeOnExec: Bool = true,
        file: StaticString = #fileID, line: UInt = #line
    ) async throws -> LinearPointer<PipeEnds> {
        try buffer.takeLinear(
            after: try await process.syscall(
                .pipe2, try buffer.roomForOne, DescriptorFlags(flags.closing(onExec: closeOnExec))),
            owner: process, file: file, line: line)
    }
}

extension PipeEnds: CallResult {}

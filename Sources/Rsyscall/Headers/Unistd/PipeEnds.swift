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

extension PipeEnds: CallResult {}

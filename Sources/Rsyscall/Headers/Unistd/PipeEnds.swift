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

    /// Takes over the descriptors of `owner` whose numbers are in `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError``, or ``Unsupported`` if one of them is known to have an owner.
    public init(decoding bytes: RawSpan, owner: DescriptorOwner) throws {
        let readNumber = try bytes.load(CInt.self, at: 0)
        let writeNumber = try bytes.load(CInt.self, at: MemoryLayout<CInt>.size)
        for (name, number) in [("read", readNumber), ("write", writeNumber)] where number < 0 {
            throw MemoryDecodingError.invalidField(name, value: Int(number))
        }
        if readNumber == writeNumber {
            throw MemoryDecodingError.invalidField("write", value: Int(writeNumber))
        }
        let (first, second) = (FileDescriptorNumber(readNumber), FileDescriptorNumber(writeNumber))
        // Both are checked before the first is owned, since dropping that would close it.
        try owner.table.check(unused: first...first, by: .pipe2)
        try owner.table.check(unused: second...second, by: .pipe2)
        read = OwnedFileDescriptor(new: first, of: owner.process, in: owner.table)
        write = OwnedFileDescriptor(new: second, of: owner.process, in: owner.table)
    }
}

extension PipeEnds: CallResult {}

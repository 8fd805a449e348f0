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
        read = OwnedFileDescriptor(new: first, of: owner.process, in: owner.table, .stream)
        write = OwnedFileDescriptor(new: second, of: owner.process, in: owner.table, .stream)
    }
}

extension PipeEnds: CallResult {
    /// Returns the numbers of the ends, if the kernel has made them.
    ///
    /// It makes a pipe without fail once it has written them. What it writes for `socketpair(2)` need not come to be.
    public static func descriptors(leftBy call: SYS, at output: UnsafeRawPointer) -> [FileDescriptorNumber] {
        guard call.number == SYS.pipe2.number else { return [] }
        return (0..<2).map { output.load(fromByteOffset: $0 * MemoryLayout<CInt>.size, as: CInt.self) }
            .filter { $0 >= 0 }.map { FileDescriptorNumber($0) }
    }
}

extension Output where Value == PipeEnds {
    /// Room for two descriptors, that shows whether the kernel has made them.
    init() {
        self.init(byteCount: PipeEnds.byteCount)
        isFilled = true
    }
}

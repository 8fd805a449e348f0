/// The two ends of a pipe; see `pipe(2)`.
@frozen
public struct PipeEnds: ~Copyable, Sendable, ResourceReadable, FixedSize {
    /// The end that bytes are read from.
    public let read: OwnedFileDescriptor
    /// The end that bytes are written to.
    public let write: OwnedFileDescriptor

    /// The size in bytes of the two numbers.
    public static var byteCount: Int { NewDescriptors.byteCount }
    /// The alignment in bytes of the two numbers.
    public static var alignment: Int { NewDescriptors.alignment }

    /// Takes over the descriptors of `owner` whose numbers are in `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError``, or ``Unsupported`` if one of them is known to have an owner.
    public init(decoding bytes: RawSpan, owner: DescriptorOwner) throws {
        let ends = try NewDescriptors(
            decoding: bytes, owner: owner, call: .pipe2, names: ("read", "write"))
        read = ends.first(of: owner)
        write = ends.second(of: owner)
    }
}

extension PipeEnds: CallResult {
    /// Returns the numbers of the ends, if the kernel has made them.
    ///
    /// It makes a pipe without fail once it has written them, unlike the sockets of a ``SocketPair``.
    public static func descriptors(leftAt output: UnsafeRawPointer) -> [FileDescriptorNumber] {
        (0..<2).map { output.load(fromByteOffset: $0 * MemoryLayout<CInt>.size, as: CInt.self) }
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

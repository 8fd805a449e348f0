/// A `struct msghdr` in a call's frame, with one byte and a list of descriptors; see `cmsg(3)`.
struct DescriptorMessage: CallArgument, Sendable {
    typealias Placement = InMemory<Bytes>

    /// The descriptors to send, or as many -1 as are to be received.
    let numbers: [FileDescriptorNumber]

    /// How many descriptors Linux puts into one message: `SCM_MAX_FD`.
    static let most = 253

    // The layout of struct msghdr, of the struct iovec after it, of the byte, and of struct cmsghdr.
    private static let headerSize = 56
    private static let vectorOffset = 56
    private static let byteOffset = 72
    private static let controlOffset = 80
    private static let controlHeaderSize = 16

    static var usesFrame: Bool { true }

    var traced: String { "{\(numbers.count) descriptors}" }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let control = Self.controlHeaderSize + numbers.count * MemoryLayout<CInt>.size
        let room = (control + 7) & ~7
        _ = try frame.reserveOutput(Self.controlOffset + room)
        let start = frame.output
        (frame.base + start).initializeMemory(as: UInt8.self, repeating: 0, count: Self.controlOffset + room)
        frame.relocate(start + 16, to: start + Self.vectorOffset)
        frame.store(1, at: start + 24)
        frame.relocate(start + 32, to: start + Self.controlOffset)
        frame.store(UInt64(room), at: start + 40)
        frame.relocate(start + Self.vectorOffset, to: start + Self.byteOffset)
        frame.store(1, at: start + Self.vectorOffset + 8)
        frame.store(UInt64(control), at: start + Self.controlOffset)
        frame.store(
            UInt64(SocketNumbers.socketLevel) | UInt64(SocketNumbers.rights) << 32,
            at: start + Self.controlOffset + 8)
        for (index, number) in numbers.enumerated() {
            let offset = start + Self.controlOffset + Self.controlHeaderSize + index * MemoryLayout<CInt>.size
            frame.base.storeBytes(of: number.rawValue, toByteOffset: offset, as: CInt.self)
        }
        // Neither side waits: what is received was sent before.
        return Operand(.frame, UInt(bitPattern: start), removing: [.reads, .writes])
    }

    /// The descriptors that a call received into such a message.
    struct Received: CallResult {
        let numbers: [FileDescriptorNumber]
        /// Whether there were more, which the process had no numbers for.
        let isCutOff: Bool

        init(_ outcome: borrowing CallOutcome) {
            let message = outcome.output
            numbers = Self.numbers(in: message)
            isCutOff =
                message.loadUnaligned(fromByteOffset: 48, as: UInt32.self) & SocketNumbers.controlIsCutOff
                != 0
        }

        /// The kernel makes each descriptor without fail once it has written its number.
        static func descriptors(leftBy call: SYS, at output: UnsafeRawPointer) -> [FileDescriptorNumber] {
            numbers(in: output).filter { $0.rawValue >= 0 }
        }

        private static func numbers(in message: UnsafeRawPointer) -> [FileDescriptorNumber] {
            let used = message.loadUnaligned(fromByteOffset: 40, as: UInt64.self)
            let length =
                used == 0
                ? 0
                : message.loadUnaligned(fromByteOffset: DescriptorMessage.controlOffset, as: UInt64.self)
            let bytes = Int(min(length, used)) - DescriptorMessage.controlHeaderSize
            let start = DescriptorMessage.controlOffset + DescriptorMessage.controlHeaderSize
            let count = max(0, min(bytes / MemoryLayout<CInt>.size, DescriptorMessage.most))
            return (0..<count).map {
                FileDescriptorNumber(
                    message.loadUnaligned(fromByteOffset: start + $0 * MemoryLayout<CInt>.size, as: CInt.self)
                )
            }
        }
    }
}

extension Frame {
    fileprivate func store(_ value: UInt64, at offset: Int) {
        base.storeBytes(of: value, toByteOffset: offset, as: UInt64.self)
    }
}

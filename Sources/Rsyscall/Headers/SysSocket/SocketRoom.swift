/// Room in the frame for what a socket call writes, behind the `socklen_t` that says how much there is.
struct SocketRoom<Value: ~Copyable>: CallArgument, Sendable {
    typealias Placement = InMemory<Value>

    private let byteCount: Int

    init(byteCount: Int) { self.byteCount = byteCount }

    static var usesFrame: Bool { true }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        _ = try frame.reserveOutput(Frame.alignment + byteCount)
        frame.base.storeBytes(of: UInt32(byteCount), toByteOffset: frame.output, as: UInt32.self)
        return .frame(frame.output + Frame.alignment)
    }

    var traced: String { "?" }
}

extension SocketRoom where Value == SockaddrStorage {
    /// Room for any address.
    init() { self.init(byteCount: SockaddrStorage.mostBytes) }
}

extension OutputPart {
    /// The `socklen_t` of a ``SocketRoom`` before it.
    static var socketLength: OutputPart { OutputPart(offset: 0) }
}

extension CallOutcome {
    /// The bytes that a call wrote into a ``SocketRoom`` of `room` bytes.
    ///
    /// The kernel reports how long a value is, which may be more than it wrote.
    func socketBytes(room: Int) -> UnsafeRawBufferPointer {
        let length = Int(output.load(as: UInt32.self))
        return UnsafeRawBufferPointer(start: output + Frame.alignment, count: min(length, room))
    }
}

extension SockaddrStorage: CallResult {
    /// The address that the call wrote.
    public init(_ outcome: borrowing CallOutcome) {
        self.init(decoding: outcome.socketBytes(room: Self.mostBytes).bytes)
    }
}

extension TypedPointer where Pointee: ~Copyable, State == Uninitialized {
    /// All its bytes, for a call that takes their number as a `socklen_t` and writes how many there are.
    var socketLength: CInt { CInt(clamping: size) }

    /// Takes the bytes that a call has filled. The `length` that it reported may be more than it wrote.
    mutating func takeSocketBytes(_ length: CInt) throws(PointerError) -> ReadablePointer<Pointee> {
        try takeFilled(min(max(0, Int(length)), size))
    }
}

extension TypedPointer where Pointee == Bytes, State == Uninitialized {
    /// Writes zeros to all of it.
    func clear() async throws { _ = try await memory.store(Bytes(Array(repeating: 0, count: size))) }
}

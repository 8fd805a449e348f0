/// `struct epoll_event`: the events to report for a descriptor, or those reported; see `epoll_event(3type)`.
public struct EpollEvent: Hashable, Sendable, FixedSize, MemoryReadable, MemoryWritable {
    /// The events to report, or those that happened.
    public var events: EPOLL
    /// A number of the caller's, which the kernel returns with each event of the descriptor.
    public var data: UInt64

    /// Creates the struct.
    public init(_ events: EPOLL, data: UInt64) {
        self.events = events
        self.data = data
    }

    // Packed on x86_64 alone, so that it is the same for programs of 32 bits.
    #if arch(x86_64)
        private static let dataOffset = 4
    #else
        private static let dataOffset = 8
    #endif

    /// The size of the C struct in bytes.
    public static var byteCount: Int { dataOffset + MemoryLayout<UInt64>.size }
    /// The alignment of the C struct in bytes.
    public static var alignment: Int { dataOffset }

    /// The size of the C struct in bytes.
    public func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    /// Appends the C struct.
    public func encode(into output: inout ByteOutput) {
        output.append(events.rawValue, as: UInt32.self)
        if Self.dataOffset == 8 { output.append(0, as: UInt32.self) }
        output.append(data, as: UInt64.self)
    }

    /// Decodes the struct at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        self.init(
            EPOLL(rawValue: try bytes.load(UInt32.self, at: 0)),
            data: try bytes.load(UInt64.self, at: Self.dataOffset))
    }
}

extension EpollEvent: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String { "{events=\(events), data=\(data)}" }
}

extension EpollEvent: ValueArgument {
    /// The struct.
    public typealias Value = EpollEvent
}

extension ValueArgument where Self == NullValue<EpollEvent> {
    /// `NULL`, in place of an event.
    public static var null: NullValue<EpollEvent> { NullValue() }
}

/// The events that `epoll_wait` has reported.
struct ReportedEvents: CallResult {
    let events: [EpollEvent]

    init(_ outcome: borrowing CallOutcome) throws {
        // A process that we don't trust can report any number.
        let count = min(max(outcome.result, 0), outcome.outputByteCount / EpollEvent.byteCount)
        let bytes = UnsafeRawBufferPointer(start: outcome.output, count: count * EpollEvent.byteCount)
        events = try [EpollEvent](decoding: bytes.bytes)
    }
}

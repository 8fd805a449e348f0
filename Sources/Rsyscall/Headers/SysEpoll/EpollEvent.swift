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

    /// Where the number is: on x86_64 alone the struct is packed, so that it is the same for programs of 32 bits.
    private static func dataOffset(isForeign: Bool) -> Int {
        #if arch(x86_64)
            isForeign ? 8 : 4
        #else
            isForeign ? 4 : 8
        #endif
    }

    fileprivate static func byteCount(isForeign: Bool) -> Int {
        dataOffset(isForeign: isForeign) + MemoryLayout<UInt64>.size
    }

    /// The size of the C struct in bytes.
    public static var byteCount: Int { byteCount(isForeign: false) }
    /// The alignment of the C struct in bytes.
    public static var alignment: Int { dataOffset(isForeign: false) }

    /// The size of the C struct in bytes, on the architecture of the space.
    public func encodedByteCount(for space: AddressSpace) -> Int {
        Self.byteCount(isForeign: space.isForeign)
    }

    /// Appends the C struct.
    public func encode(into output: inout ByteOutput) {
        output.append(events.rawValue, as: UInt32.self)
        if Self.dataOffset(isForeign: output.isForeign) == 8 { output.append(0, as: UInt32.self) }
        output.append(data, as: UInt64.self)
    }

    /// Decodes the struct at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        try self.init(bytes, isForeign: false)
    }

    /// Decodes the struct of another architecture at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    public init(decodingForeign bytes: RawSpan) throws(MemoryDecodingError) {
        try self.init(bytes, isForeign: true)
    }

    private init(_ bytes: RawSpan, isForeign: Bool) throws(MemoryDecodingError) {
        self.init(
            EPOLL(rawValue: try bytes.load(UInt32.self, at: 0)),
            data: try bytes.load(UInt64.self, at: Self.dataOffset(isForeign: isForeign)))
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

extension Output where Value == [EpollEvent] {
    /// Room for events that `epoll_wait` reports, which suffices on each architecture.
    ///
    /// - Throws: ``AllocationError/tooManyElements(_:elementByteCount:)``.
    init(upTo count: Int) throws(AllocationError) {
        let element = max(EpollEvent.byteCount, EpollEvent.byteCount(isForeign: true))
        let (size, overflow) = count.multipliedReportingOverflow(by: element)
        guard !overflow else { throw .tooManyElements(count, elementByteCount: element) }
        self.init(byteCount: size)
    }
}

/// The events that `epoll_wait` has reported.
struct ReportedEvents: CallResult {
    let events: [EpollEvent]

    init(_ outcome: borrowing CallOutcome) throws {
        let isForeign = outcome.isForeign
        let size = EpollEvent.byteCount(isForeign: isForeign)
        // A process that we don't trust can report any number.
        let count = min(max(outcome.result, 0), outcome.outputByteCount / size)
        events = try (0..<count).map { index in
            let bytes = UnsafeRawBufferPointer(start: outcome.output + index * size, count: size).bytes
            return isForeign ? try EpollEvent(decodingForeign: bytes) : try EpollEvent(decoding: bytes)
        }
    }
}

/// `struct pollfd`: a descriptor, and what to wait for; see `poll(2)`.
///
/// It doesn't own the descriptor, which must stay open until the call has ended. A descriptor that was closed before the
/// call is refused, even if its number is another file's by then.
public struct Pollfd: Sendable {
    /// The number of the descriptor.
    public let fd: FileDescriptorNumber
    /// The table that it is open in.
    public let table: DescriptorTable
    /// What to wait for, besides ``POLL/err``, ``POLL/hup`` and ``POLL/nval``, which are always reported.
    public var events: POLL
    private let owner: DescriptorName

    /// Creates the struct for an open descriptor.
    public init(_ descriptor: borrowing OwnedFileDescriptor, _ events: POLL) {
        fd = descriptor.number
        table = descriptor.table
        self.events = events
        owner = table.name(ofOwnerOf: fd)
    }

    /// Whether the descriptor was closed before owners had these `names`.
    fileprivate func isClosed(_ names: [FileDescriptorNumber: DescriptorName]) -> Bool { names[fd] != owner }
}

extension Pollfd: CustomStringConvertible {
    /// The struct as strace prints it.
    public var description: String { "{fd=\(fd), events=\(events)}" }
}

/// An array of `struct pollfd`, in which the kernel writes what happened.
struct PollfdList: MemoryWritable, CallArgument, Sendable {
    typealias Placement = InMemory<Self>

    let polled: [Pollfd]

    init(_ polled: [Pollfd]) { self.polled = polled }

    func encodedByteCount(for space: AddressSpace) -> Int { polled.count * PolledEvents.stride }

    func encode(into output: inout ByteOutput) {
        for polled in polled {
            output.append(polled.fd.rawValue, as: CInt.self)
            output.append(polled.events.rawValue, as: Int16.self)
            output.append(0, as: Int16.self)
        }
    }

    static var usesFrame: Bool { true }

    /// - Throws: ``Mismatch`` if a descriptor is of another table, or ``Unsupported`` if it was closed.
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let used = process.descriptorTable
        let names = used.named
        for polled in polled {
            guard polled.table === used else {
                throw Mismatch(.descriptorTable, process: used, handle: polled.table)
            }
            guard !polled.isClosed(names) else {
                throw Unsupported(.ppoll, "descriptor \(polled.fd), which was closed")
            }
        }
        frame.expectOutput(polled.count * PolledEvents.stride)
        return try frame.place(self, in: process.addressSpace)
    }

    var traced: String { "[\(polled.map(\.description).joined(separator: ", "))]" }
}

/// The events that the kernel reported for each descriptor.
struct PolledEvents: CallResult {
    static var stride: Int { 8 }

    /// The events of each descriptor, and then whatever follows in the frame.
    private let events: [POLL]

    init(_ outcome: borrowing CallOutcome) throws {
        let bytes = UnsafeRawBufferPointer(start: outcome.output, count: outcome.outputByteCount).bytes
        events = try (0..<outcome.outputByteCount / Self.stride).map {
            POLL(rawValue: try bytes.load(Int16.self, at: $0 * Self.stride + 6))
        }
    }

    /// Returns the events of the first `count` descriptors.
    func first(_ count: Int) -> [POLL] { Array(events.prefix(count)) }
}

/// Room in the frame for what a call writes.
@usableFromInline
struct Output<Value: ~Copyable>: CallArgument, Sendable {
    @usableFromInline typealias Placement = InMemory<Value>

    @usableFromInline let byteCount: Int
    /// Whether the room starts with all bits set: with -1 in each place for a descriptor.
    @usableFromInline var isFilled = false

    @inlinable
    init(byteCount: Int) { self.byteCount = byteCount }

    @inlinable static var usesFrame: Bool { true }

    @inlinable
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let room = try frame.reserveOutput(byteCount)
        if isFilled {
            (frame.base + frame.output).initializeMemory(as: UInt8.self, repeating: .max, count: byteCount)
        }
        return room
    }

    // strace prints the address, which differs from call to call and says nothing.
    @usableFromInline var traced: String { "?" }
}

extension Output where Value: FixedSize & ~Copyable {
    /// Room for one value.
    @inlinable
    init() { self.init(byteCount: Value.byteCount) }
}

/// A place in the output that an argument before this one reserved.
struct OutputPart: CallArgument, Sendable {
    typealias Placement = InMemory<Bytes>

    /// The distance in bytes from the start of the output.
    let offset: Int

    static var usesFrame: Bool { true }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {
        .frame(frame.output + offset)
    }

    var traced: String { "?" }
}

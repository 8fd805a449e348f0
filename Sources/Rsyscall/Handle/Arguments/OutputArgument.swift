/// Room in the frame for what a call writes.
@usableFromInline
struct Output<Value: ~Copyable>: CallArgument, Sendable {
    @usableFromInline typealias Placement = InMemory<Value>

    @usableFromInline let byteCount: Int

    @inlinable
    init(byteCount: Int) { self.byteCount = byteCount }

    @inlinable static var usesFrame: Bool { true }

    @inlinable
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        try frame.reserveOutput(byteCount)
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

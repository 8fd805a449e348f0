/// A value in the frame that a call reads and may overwrite. If it does, the result is decoded from there.
///
/// It also passes a number to a call that reads it from memory and not from a register.
struct FrameValue<Value: MemoryWritable & FixedSize & Sendable>: CallArgument, Sendable {
    typealias Placement = InMemory<Value>

    private let value: Value

    init(_ value: Value) { self.value = value }

    static var usesFrame: Bool { true }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        frame.expectOutput(Value.byteCount)
        return try frame.place(value, in: process.addressSpace)
    }

    var traced: String { value.shownInTrace ?? "?" }
}

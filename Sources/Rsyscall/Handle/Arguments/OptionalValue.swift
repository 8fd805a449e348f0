/// A value in the frame that a call reads and may overwrite, or `NULL`.
struct OptionalValue<Value: MemoryWritable & FixedSize & Sendable>: CallArgument, Sendable {
    typealias Placement = InMemory<Value>

    private let value: Value?

    init(_ value: Value?) { self.value = value }

    static var usesFrame: Bool { true }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        guard let value else { return .word(0) }
        return try frame.place(value, in: process.addressSpace)
    }

    var traced: String { value.map { $0.shownInTrace ?? "[\($0)]" } ?? "NULL" }
}

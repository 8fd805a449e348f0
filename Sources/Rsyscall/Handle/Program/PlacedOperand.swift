/// An argument of a recorded call that was placed in the program before.
struct PlacedOperand: CallArgument, Sendable {
    typealias Placement = InRegister

    let operand: Operand
    let traced: String

    static var usesFrame: Bool { false }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand { operand }
}

extension Program {
    /// Places an argument, which the caller must keep until the program has run.
    mutating func place<Argument: CallArgument & ~Copyable>(
        _ argument: borrowing Argument
    ) throws -> PlacedOperand {
        PlacedOperand(
            operand: try argument.place(in: &frame, for: process, Seal()), traced: argument.traced)
    }
}

extension Later where Value: ~Copyable {
    /// An argument that a call doesn't look at, for one that is to be skipped if this one is refused.
    var condition: PlacedOperand { PlacedOperand(operand: .result(of: step), traced: "") }
}

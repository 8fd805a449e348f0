/// The future result of a call of a ``Program``.
///
/// Taking it from the program's results consumes it. If the call opens a descriptor, its result can be an argument of
/// later calls of the program.
public struct Later<Value: ~Copyable>: ~Copyable, Sendable {
    let step: Int
    let program: ProgramIdentity

    init(step: Int, of program: ProgramIdentity) {
        self.step = step
        self.program = program
    }
}

/// A descriptor as an argument of a recorded call: an open one, or the result of an earlier call.
///
/// Only the library makes a ``PlacedDescriptor``, so only its types can place themselves.
public protocol DescriptorArgument: ~Copyable {
    /// Places the descriptor in a program.
    ///
    /// - Throws: ``Mismatch`` if it belongs to another table or another program.
    borrowing func placed(in program: borrowing Program, _ seal: Seal<Self>) throws -> PlacedDescriptor
}

extension DescriptorArgument where Self: ~Copyable {
    /// Places the descriptor in a program that records a call.
    borrowing func placed(in program: borrowing Program) throws -> PlacedDescriptor {
        try placed(in: program, Seal())
    }
}

extension Later: DescriptorArgument where Value == OwnedFileDescriptor {
    /// Places the result.
    ///
    /// - Throws: ``Mismatch`` if it belongs to another program.
    public func placed(in program: borrowing Program, _ seal: Seal<Self>) throws -> PlacedDescriptor {
        guard self.program === program.identity else {
            throw Mismatch(.program, process: program.identity, handle: self.program)
        }
        return PlacedDescriptor(.result(of: step), "the result of call \(step)")
    }
}

extension OwnedFileDescriptor: DescriptorArgument {
    /// Places the number. The descriptor must stay open until the program has run, which is checked before.
    ///
    /// - Throws: ``Mismatch`` if it belongs to another table.
    public func placed(in program: borrowing Program, _ seal: Seal<Self>) throws -> PlacedDescriptor {
        let number = try number(in: program.process)
        program.identity.borrow(number, of: table)
        return PlacedDescriptor(kind.operand(number, of: program.process), number.traced)
    }
}

/// The place of a descriptor in a recorded call.
public struct PlacedDescriptor: CallArgument, Sendable {
    /// A descriptor table.
    public typealias Placement = InDescriptorTable

    private let operand: Operand
    /// The number, or the call that opens it.
    public let traced: String

    init(_ operand: Operand, _ traced: String) {
        self.operand = operand
        self.traced = traced
    }

    /// Always `false`.
    public static var usesFrame: Bool { false }

    /// Places the operand.
    public func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {
        operand
    }
}

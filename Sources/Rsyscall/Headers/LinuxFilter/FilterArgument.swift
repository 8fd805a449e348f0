import CRsyscall

/// An argument for a filter: its instructions, or a pointer to a ``SockFprog``.
public protocol FilterArgument: ~Copyable {
    /// Returns the argument as a `struct sock_fprog`.
    func program(_ seal: Seal<Self>) -> FilterProgram
}

extension [SockFilter]: FilterArgument {
    /// Returns the struct and the instructions, both of which travel with the call.
    public func program(_ seal: Seal<Self>) -> FilterProgram { FilterProgram(.instructions(self)) }
}

extension TypedPointer: FilterArgument where Pointee == SockFprog, State == Written<SockFprog> {
    /// Returns the struct that the pointer points to.
    public func program(_ seal: Seal<Self>) -> FilterProgram { FilterProgram(.memory(RoomArgument(memory))) }
}

/// A `struct sock_fprog`, for as long as the ``FilterArgument`` that it was made from is borrowed.
public struct FilterProgram: CallArgument, Sendable {
    /// Memory that holds the struct.
    public typealias Placement = InMemory<SockFprog>

    enum Content: Sendable {
        case instructions([SockFilter])
        case memory(RoomArgument)
    }

    private let content: Content

    init(_ content: Content) { self.content = content }

    /// Always `true`.
    public static var usesFrame: Bool { true }

    /// Places the instructions in the frame, and the struct with their address.
    ///
    /// - Throws: ``MemoryEncodingError/tooManyElements(_:limit:)`` if the struct can't count them.
    public func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand {
        switch content {
        case .memory(let program):
            return try program.place(in: &frame, for: process, Seal())
        case .instructions(let filter):
            try SockFprog.check(filter.count)
            let instructions = frame.count
            _ = try frame.place(filter, in: process.addressSpace)
            let program = try frame.reserve(MemoryLayout<sock_fprog>.size)
            frame.base.storeBytes(
                of: SockFprog.firstWord(filter.count), toByteOffset: program, as: UInt64.self)
            // The address is the last word of the struct.
            frame.relocate(
                program + MemoryLayout<sock_fprog>.size - MemoryLayout<UInt>.size, to: instructions)
            return .frame(program)
        }
    }

    /// The number of instructions, or the address of the struct.
    public var traced: String {
        switch content {
        case .memory(let program): program.traced
        case .instructions(let filter): "{len=\(filter.count), ...}"
        }
    }
}

/// A value that can be an argument of a system call.
///
/// An argument places itself. A number or flags go into the register. So does a descriptor's number, after its table
/// was checked. A value is copied into the call's ``Frame``, and the register gets its address. A pointer's address
/// goes into the register, after its address space was checked, and the pointer stays borrowed until the call has
/// ended.
///
/// Only the library makes an ``Operand``, so only its types can place themselves. The flags and constants of a call
/// that has no method here can conform to ``RegisterArgument``, for
/// ``SystemCalling/unsafeSyscall(_:_:_:_:_:_:_:)`` alone, since every method says what its arguments are.
public protocol CallArgument: ~Copyable {
    /// Where the argument lies when the call is made: ``InRegister``, ``InMemory`` or ``InDescriptorTable``.
    ///
    /// A type has one placement. So a type that is a number can't also be a path or a value, and the kernel never takes
    /// a number for an address.
    associatedtype Placement

    /// Whether a value of this type may need room in the frame.
    static var usesFrame: Bool { get }

    /// Places the argument for a call of `process`.
    ///
    /// - Throws: ``Mismatch`` if the argument belongs to another namespace than the process,
    ///   ``MemoryEncodingError`` or ``PointerError`` if it has no valid byte form, or ``AllocationError``.
    borrowing func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand

    /// The argument as strace prints it.
    var traced: String { get }
}

/// The placeholder for an argument that a call with fewer than six doesn't have.
public struct NoArgument: CallArgument, Sendable {
    /// A register that no call looks at.
    public typealias Placement = InRegister

    @inlinable
    init() {}

    /// Always `false`.
    @inlinable public static var usesFrame: Bool { false }
    /// Places zero, which no call looks at.
    @inlinable
    public func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {
        .word(0)
    }
    /// The empty string.
    public var traced: String { "" }
}

/// A value that can stand where a system call has an argument.
///
/// An argument places itself: a number or flags are the register; a descriptor is its number, after its table was
/// checked; a value is copied into the call's ``Frame`` and the register gets its address; a pointer is its
/// address, after its address space was checked, and stays borrowed until the call has ended.
///
/// Only the library conforms types to it.
public protocol CallArgument: ~Copyable {
    /// Whether a value of this type may need room in the frame.
    static var usesFrame: Bool { get }

    /// Places the argument for a call of `process`.
    ///
    /// - Throws: ``Mismatch`` if the argument belongs to another namespace than the process,
    ///   ``MemoryEncodingError`` or ``PointerError`` if it has no such form, or ``AllocationError``.
    borrowing func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand

    /// The argument as strace prints it.
    var traced: String { get }
}

/// The argument of a call that has fewer than six.
public struct NoArgument: CallArgument, Sendable {
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

/// An argument that is the content of one register: a number, a constant, or flags.
///
/// Types elsewhere may conform, for example an option set for a call that has no method here. Only
/// ``SystemCalling/unsafeSyscall(_:_:_:_:_:_:_:)`` takes them. A type that conforms can't be a ``PathArgument``, a
/// ``StringArgument``, a ``ValueArgument`` or a ``PathBase`` too.
public protocol RegisterArgument: CallArgument where Placement == InRegister {
    /// The register's content.
    var register: UInt { get }
}

extension RegisterArgument {
    /// Always `false`.
    @inlinable public static var usesFrame: Bool { false }

    /// Places the register's content.
    @inlinable
    public func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {
        .word(register)
    }
}

extension RegisterArgument where Self: FixedWidthInteger {
    /// The integer, sign-extended.
    @inlinable public var register: UInt { UInt(truncatingIfNeeded: self) }
    /// The integer in decimal.
    public var traced: String { String(self) }
}

extension Int: RegisterArgument {}
extension UInt: RegisterArgument {}
extension Int64: RegisterArgument {}
extension UInt64: RegisterArgument {}
extension Int32: RegisterArgument {}
extension UInt32: RegisterArgument {}
extension UInt16: RegisterArgument {}

extension RegisterArgument
where Self: RawRepresentable & CustomStringConvertible, RawValue: FixedWidthInteger {
    /// The number, sign-extended.
    @inlinable public var register: UInt { UInt(truncatingIfNeeded: rawValue) }
    /// The value as it describes itself.
    public var traced: String { description }
}

extension FileDescriptorNumber: RegisterArgument {
    /// The number, or `AT_FDCWD` for the one that stands for the working directory.
    public var traced: String { self == .workingDirectory ? "AT_FDCWD" : description }
}

extension Address: RegisterArgument {}
extension ProcessID: RegisterArgument {
    /// Places the number. If it names another process, the call concerns that one, and not the calling thread.
    @inlinable
    public func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {
        Operand(.word, register, removing: rawValue != 0 && self != process.pid ? .diverges : [])
    }
}
extension Uid: RegisterArgument {}
extension Gid: RegisterArgument {}

/// A register whose content strace doesn't print as a number.
struct DescribedArgument: RegisterArgument {
    let register: UInt
    private let description: @Sendable () -> String
    var traced: String { description() }

    init(_ register: UInt, _ description: @autoclosure @escaping @Sendable () -> String) {
        self.register = register
        self.description = description
    }
}

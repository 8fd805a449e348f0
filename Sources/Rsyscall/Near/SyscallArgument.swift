import CRsyscall

/// A value that fits one argument register of a system call, and that strace would know how to print.
public protocol SyscallArgument: ~Copyable {
    /// The register's content.
    var register: UInt { get }
    /// The argument as strace prints it.
    var traced: String { get }
}

extension SyscallArgument where Self: FixedWidthInteger {
    /// The integer, sign-extended.
    @inlinable
    public var register: UInt { UInt(truncatingIfNeeded: self) }
    /// The integer in decimal.
    public var traced: String { String(self) }
}

extension Int: SyscallArgument {}
extension UInt: SyscallArgument {}
extension Int64: SyscallArgument {}
extension UInt64: SyscallArgument {}
extension Int32: SyscallArgument {}
extension UInt32: SyscallArgument {}
extension UInt16: SyscallArgument {}

extension SyscallArgument
where Self: RawRepresentable & CustomStringConvertible, RawValue: FixedWidthInteger {
    /// The number, sign-extended.
    @inlinable
    public var register: UInt { UInt(truncatingIfNeeded: rawValue) }
    /// The value as it describes itself.
    public var traced: String { description }
}

extension FileDescriptorNumber: SyscallArgument {
    /// The number, or the name of the one that stands for the working directory.
    public var traced: String { rawValue == AT_FDCWD ? "AT_FDCWD" : description }
}

extension Address: SyscallArgument {}
extension ProcessID: SyscallArgument {}
extension Uid: SyscallArgument {}
extension Gid: SyscallArgument {}

/// An argument in octal, as strace prints the permission bits of a file.
struct OctalArgument: SyscallArgument {
    let value: UInt32
    var register: UInt { UInt(value) }
    var traced: String { "0" + String(value, radix: 8) }
}

/// A register whose content strace prints in another way than as a number.
struct DescribedArgument: SyscallArgument {
    let register: UInt
    let description: () -> String
    var traced: String { description() }

    init(_ register: UInt, _ description: @autoclosure @escaping () -> String) {
        self.register = register
        self.description = description
    }
}

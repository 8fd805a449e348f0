/// The constants of a C prefix that exclude each other, such as `SEEK_SET` and `SEEK_CUR`.
///
/// The type is named after the prefix, and each member after what follows it.
public protocol KernelConstant: RawRepresentable, Hashable, Sendable, RegisterArgument,
    CustomStringConvertible
where RawValue: FixedWidthInteger & Sendable {
    /// Every member with its name in C.
    static var names: [(Self, String)] { get }
    /// Creates the constant with this value, which may be one that only newer kernels define.
    init(rawValue: RawValue)
}

extension KernelConstant {
    /// The constant's name in C, or its value if it has no name here.
    public var description: String {
        Self.names.first { $0.0 == self }?.1 ?? String(rawValue)
    }
}

/// The constants of a C prefix that combine, such as `O_CREAT` and `O_CLOEXEC`.
///
/// The type is named after the prefix, and each member after what follows it.
public protocol KernelFlags: OptionSet, Hashable, Sendable, RegisterArgument, CustomStringConvertible
where RawValue: FixedWidthInteger & Sendable, Element == Self {
    /// Every member with its name in C, those of several bits before those they contain; a member
    /// without bits last.
    static var names: [(Self, String)] { get }
}

extension KernelFlags {
    init(x86_64: RawValue, aarch64: RawValue) {
        #if arch(x86_64)
            self.init(rawValue: x86_64)
        #elseif arch(arm64)
            self.init(rawValue: aarch64)
        #else
            #error("The tables have no numbers for this architecture")
        #endif
    }

    /// The names in C joined by `|`, as strace prints them; bits without a name in hexadecimal.
    public var description: String {
        var left = self
        var parts: [String] = []
        for (flag, name) in Self.names where flag.rawValue != 0 && left.isSuperset(of: flag) {
            parts.append(name)
            left.subtract(flag)
        }
        if left.rawValue != 0 {
            parts.append("0x" + String(left.rawValue, radix: 16))
        }
        if parts.isEmpty {
            return Self.names.first { $0.0.rawValue == 0 }?.1 ?? "0"
        }
        return parts.joined(separator: "|")
    }
}

extension CallResult where Self: KernelConstant {
    /// The constant that the call returned.
    public init(_ outcome: borrowing CallOutcome) {
        self.init(rawValue: RawValue(truncatingIfNeeded: outcome.result))
    }
}

extension CallResult where Self: KernelFlags {
    /// The flags that the call returned.
    public init(_ outcome: borrowing CallOutcome) {
        self.init(rawValue: RawValue(truncatingIfNeeded: outcome.result))
    }
}

import CRsyscall

/// A set of capabilities; see `capabilities(7)`.
public struct CapabilitySet: Hashable, Sendable {
    /// One bit for each capability.
    public var rawValue: UInt64

    /// Creates a set from its bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Creates a set of capabilities.
    public init(_ capabilities: [CAP] = []) {
        rawValue = 0
        for capability in capabilities { insert(capability) }
    }

    /// Returns whether the set contains a capability.
    public func contains(_ capability: CAP) -> Bool { rawValue & bit(capability) != 0 }
    /// Adds a capability.
    public mutating func insert(_ capability: CAP) { rawValue |= bit(capability) }
    /// Removes a capability.
    public mutating func remove(_ capability: CAP) { rawValue &= ~bit(capability) }

    private func bit(_ capability: CAP) -> UInt64 {
        (0..<64).contains(capability.rawValue) ? 1 << UInt64(capability.rawValue) : 0
    }
}

extension CapabilitySet: CustomStringConvertible {
    /// The capabilities as strace prints them: `1<<CAP_CHOWN|1<<CAP_KILL`.
    public var description: String {
        let contained = (0..<64).map { CAP(rawValue: $0) }.filter(contains)
        return contained.isEmpty ? "0" : contained.map { "1<<\($0)" }.joined(separator: "|")
    }
}

/// The capability sets of a process; see `capget(2)`.
public struct Capabilities: MemoryWritable, MemoryReadable, FixedSize, Hashable, Sendable {
    /// The capabilities that the kernel checks.
    public var effective: CapabilitySet
    /// The capabilities that the process can make effective.
    public var permitted: CapabilitySet
    /// The capabilities that a program can inherit through `execve`.
    public var inheritable: CapabilitySet

    /// Creates the three sets, which are empty by default.
    public init(
        effective: CapabilitySet = CapabilitySet(), permitted: CapabilitySet = CapabilitySet(),
        inheritable: CapabilitySet = CapabilitySet()
    ) {
        self.effective = effective
        self.permitted = permitted
        self.inheritable = inheritable
    }

    /// The size in bytes of the two C structs.
    public static var byteCount: Int {
        MemoryLayout<__user_cap_data_struct>.size * Int(_LINUX_CAPABILITY_U32S_3)
    }
    /// The alignment of the C structs in bytes.
    public static var alignment: Int { MemoryLayout<__user_cap_data_struct>.alignment }

    /// The size in bytes of the two C structs.
    public func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    /// Appends the lower and the upper half of each set.
    public func encode(into output: inout ByteOutput) {
        for shift in [UInt64(0), 32] {
            let half = __user_cap_data_struct(
                effective: UInt32(truncatingIfNeeded: effective.rawValue >> shift),
                permitted: UInt32(truncatingIfNeeded: permitted.rawValue >> shift),
                inheritable: UInt32(truncatingIfNeeded: inheritable.rawValue >> shift))
            output.append(half, as: __user_cap_data_struct.self)
        }
    }

    /// Decodes the sets at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        let low = try bytes.load(__user_cap_data_struct.self, at: 0)
        let high = try bytes.load(
            __user_cap_data_struct.self, at: MemoryLayout<__user_cap_data_struct>.size)
        effective = CapabilitySet(rawValue: UInt64(low.effective) | UInt64(high.effective) << 32)
        permitted = CapabilitySet(rawValue: UInt64(low.permitted) | UInt64(high.permitted) << 32)
        inheritable = CapabilitySet(rawValue: UInt64(low.inheritable) | UInt64(high.inheritable) << 32)
    }
}

/// `struct __user_cap_header_struct`: the process that a call reads or sets the capabilities of; see `capget(2)`.
///
/// Calls take it by value, since its version decides how much the kernel reads and writes.
public struct CapHeader: KernelStruct, Hashable {
    /// The process; 0 means the one that makes the call.
    public var pid: ProcessID

    /// Creates a header that names a process, by default the one that makes the call.
    public init(_ pid: ProcessID = ProcessID(0)) {
        self.pid = pid
    }

    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: __user_cap_header_struct

        /// Creates the layout from the C struct.
        public init(_ c: __user_cap_header_struct) {
            self.c = c
        }
    }

    /// Creates the header from its C layout, of any version.
    public init(layout: Layout) {
        self.init(ProcessID(layout.c.pid))
    }

    /// The C layout, in the version that has 64 capabilities.
    public var layout: Layout {
        Layout(
            __user_cap_header_struct(version: UInt32(_LINUX_CAPABILITY_VERSION_3), pid: pid.rawValue))
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Capabilities: CustomStringConvertible {
    /// The sets as strace prints them.
    public var description: String {
        "{effective=\(effective), permitted=\(permitted), inheritable=\(inheritable)}"
    }
}

extension CapHeader: CustomStringConvertible {
    /// The header as strace prints it.
    public var description: String { "{version=_LINUX_CAPABILITY_VERSION_3, pid=\(pid)}" }
}

extension Capabilities: CallResult {}

extension Capabilities: ValueArgument {
    /// The sets.
    public typealias Value = Capabilities
}

extension CapHeader: ValueArgument {
    /// The header.
    public typealias Value = CapHeader
}

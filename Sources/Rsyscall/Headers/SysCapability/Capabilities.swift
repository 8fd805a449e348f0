import CRsyscall

/// A set of capabilities; see `capabilities(7)`.
public struct CapabilitySet: Hashable, Sendable {
    /// One bit for each capability.
    public var rawValue: UInt64

    /// The set with these bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// These capabilities.
    public init(_ capabilities: [CAP] = []) {
        rawValue = 0
        for capability in capabilities { insert(capability) }
    }

    /// Whether the set has the capability.
    public func contains(_ capability: CAP) -> Bool { rawValue & bit(capability) != 0 }
    /// Adds a capability.
    public mutating func insert(_ capability: CAP) { rawValue |= bit(capability) }
    /// Removes a capability.
    public mutating func remove(_ capability: CAP) { rawValue &= ~bit(capability) }

    private func bit(_ capability: CAP) -> UInt64 {
        (0..<64).contains(capability.rawValue) ? 1 << UInt64(capability.rawValue) : 0
    }
}

/// The capabilities of a process: the sets that `capget(2)` and `capset(2)` work on.
public struct Capabilities: MemoryWritable, MemoryReadable, FixedSize, Hashable, Sendable {
    /// What it may do now.
    public var effective: CapabilitySet
    /// What it may make effective.
    public var permitted: CapabilitySet
    /// What a program it executes may have.
    public var inheritable: CapabilitySet

    /// These sets.
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
    /// Their alignment in bytes.
    public static var alignment: Int { MemoryLayout<__user_cap_data_struct>.alignment }

    /// The size in bytes of the two C structs.
    public func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    /// Appends the lower and the upper half of each set.
    public func encode(into output: inout OutputRawSpan) {
        for shift in [UInt64(0), 32] {
            let half = __user_cap_data_struct(
                effective: UInt32(truncatingIfNeeded: effective.rawValue >> shift),
                permitted: UInt32(truncatingIfNeeded: permitted.rawValue >> shift),
                inheritable: UInt32(truncatingIfNeeded: inheritable.rawValue >> shift))
            output.append(half, as: __user_cap_data_struct.self)
        }
    }

    /// The sets at the start of `bytes`.
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

/// `struct __user_cap_header_struct`: whose capabilities are meant; see `capget(2)`.
public struct CapHeader: KernelStruct, Hashable {
    /// Whose; 0 means those of the process that asks.
    public var pid: ProcessID

    /// The capabilities of this process.
    public init(_ pid: ProcessID = ProcessID(0)) {
        self.pid = pid
    }

    /// The header that lies in memory like this, of whatever version.
    public init(layout: __user_cap_header_struct) {
        self.init(ProcessID(layout.pid))
    }

    /// How the header lies in memory, in the version that has 64 capabilities.
    public var layout: __user_cap_header_struct {
        __user_cap_header_struct(version: UInt32(_LINUX_CAPABILITY_VERSION_3), pid: pid.rawValue)
    }
}

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
    public static var byteCount: Int { 24 }
    /// Their alignment in bytes.
    public static var alignment: Int { 4 }

    /// The size in bytes of the two C structs.
    public func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    /// Appends the lower and the upper half of each set.
    public func encode(into output: inout OutputRawSpan) {
        for shift in [UInt64(0), 32] {
            for set in [effective, permitted, inheritable] {
                output.append(UInt32(truncatingIfNeeded: set.rawValue >> shift), as: UInt32.self)
            }
        }
    }

    /// The sets at the start of `bytes`.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)``.
    public init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        func set(_ index: Int) throws(MemoryDecodingError) -> CapabilitySet {
            let low = UInt64(try bytes.load(UInt32.self, at: index * 4))
            let high = UInt64(try bytes.load(UInt32.self, at: 12 + index * 4))
            return CapabilitySet(rawValue: low | high << 32)
        }
        effective = try set(0)
        permitted = try set(1)
        inheritable = try set(2)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// The process's capabilities. See `capget(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func capget() async throws -> Capabilities {
        let header = try await task.pointer(to: [UInt32(_LINUX_CAPABILITY_VERSION_3), 0])
        var data = try await task.allocate(Capabilities.self)
        let address = try data.memory.argument(for: task)
        try await task.syscall(.capget, scope: .thread, try header.memory.argument(for: task), address)
        return try await data.takeFilled(Capabilities.byteCount).read()
    }

    /// Sets the process's capabilities. See `capset(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func capset(_ capabilities: Capabilities) async throws {
        let header = try await task.pointer(to: [UInt32(_LINUX_CAPABILITY_VERSION_3), 0])
        let data = try await task.pointer(to: capabilities)
        try await task.syscall(
            .capset, scope: .thread, try header.memory.argument(for: task),
            try data.memory.argument(for: task))
    }
}

/// The address of a pinned pointer, good for as long as the pin holds.
///
/// It cannot be copied, and the closure that gets it only borrows it, so it does not outlive the pin;
/// and while the pin holds, the pointer can be neither consumed nor written to.
public struct PinnedAddress: ~Copyable {
    private let address: Address
    /// How many bytes may be used from the address on.
    public let size: Int

    init(_ address: Address, size: Int) {
        self.address = address
        self.size = size
    }

    /// The number itself, which nothing stops from outliving the pin.
    public var unsafeAddress: Address { address }
}

extension PinnedAddress: SyscallArgument {
    /// The address.
    public var register: UInt { address.rawValue }
    /// The address in hexadecimal.
    public var traced: String { address.description }
}

/// What all pointers have in common, whatever their state.
public protocol OwnedPointer: ~Copyable {
    /// How many bytes the pointer owns.
    var size: Int { get }

    /// Runs `body` with the address of the bytes, which stay where they are meanwhile.
    ///
    /// This is the only way to an address. A system call uses the pointer's whole ``size``; split it to
    /// have fewer bytes used.
    ///
    /// - Throws: ``AddressSpaceMismatch`` where the bytes are not in `space`, before `body` runs.
    func withPinned<Outcome: ~Copyable>(
        in space: AddressSpace, _ body: (borrowing PinnedAddress) async throws -> Outcome
    ) async throws -> Outcome
}

extension OwnedMemory {
    func pin<Outcome: ~Copyable>(
        in space: AddressSpace, _ body: (borrowing PinnedAddress) async throws -> Outcome
    ) async throws -> Outcome {
        try check(space)
        let pinned = PinnedAddress(address, size: size)
        return try await body(pinned)
    }
}

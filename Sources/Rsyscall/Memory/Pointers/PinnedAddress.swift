/// The address of a pinned pointer, valid for as long as the pin holds.
///
/// It cannot be copied, and the closure that gets it only borrows it, so it does not outlive the pin. While the pin
/// holds, the pointer can be neither consumed nor written to.
public struct PinnedAddress: ~Copyable {
    private let address: Address
    /// The number of bytes that may be used from the address on.
    public let size: Int

    init(_ address: Address, size: Int) {
        self.address = address
        self.size = size
    }

    /// The address itself. Nothing keeps it from outliving the pin.
    public var unsafeAddress: Address { address }
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

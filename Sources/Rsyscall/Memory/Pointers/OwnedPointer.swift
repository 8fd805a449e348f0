/// The common interface of all pointers, whatever their type and state.
public protocol OwnedPointer: ~Copyable {
    /// The number of bytes that the pointer owns.
    var size: Int { get }

    /// Runs `body` with the address of the bytes, which don't move meanwhile.
    ///
    /// - Throws: ``Mismatch`` if the bytes aren't in `space`, before `body` runs.
    func withPinned<Outcome: ~Copyable>(
        in space: AddressSpace, _ body: (borrowing PinnedAddress) async throws -> Outcome
    ) async throws -> Outcome
}

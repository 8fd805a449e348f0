/// The memory of a child: its mailbox and its stack, kept by the mailbox.
final class ChildPage: Sendable {
    private let memory: OwnedMemory

    init(_ memory: consuming OwnedMemory) {
        memory.clear()
        self.memory = memory
    }

    var address: Address { memory.address }
}

extension OwnedMemory {
    /// Fills our own memory with zero bytes.
    fileprivate func clear() {
        address.local(size).initializeMemory(as: UInt8.self, repeating: 0)
    }
}

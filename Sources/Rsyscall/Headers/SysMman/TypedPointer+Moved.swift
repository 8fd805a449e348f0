extension TypedPointer where Pointee: ~Copyable, State: ~Copyable {
    /// Returns a pointer to the same bytes of the same file in `mapping`, which may be in another address space.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of ``PointerError/notInMapping(_:size:mapping:)``.
    public consuming func moved(to mapping: borrowing MemoryMapping) throws(Refused<Self>) -> Self {
        do {
            try memory.look(through: mapping.view)
            return self
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

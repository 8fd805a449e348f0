extension Pointer where Pointee: ~Copyable {
    /// The same bytes of the same file, seen through `mapping`, which may be in another address space.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/notInMapping(_:size:mapping:)``.
    public consuming func moved(
        to mapping: borrowing MemoryMapping
    ) throws(Refused<Pointer<Pointee>>) -> Pointer<Pointee> {
        do {
            try memory.look(through: mapping.view)
            return self
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension ReadablePointer where Pointee: ~Copyable {
    /// The same bytes of the same file, seen through `mapping`, which may be in another address space.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/notInMapping(_:size:mapping:)``.
    public consuming func moved(
        to mapping: borrowing MemoryMapping
    ) throws(Refused<ReadablePointer<Pointee>>) -> ReadablePointer<Pointee> {
        do {
            try memory.look(through: mapping.view)
            return self
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension WrittenPointer where Pointee: Sendable & ~Copyable {
    /// The same bytes of the same file, seen through `mapping`, which may be in another address space.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/notInMapping(_:size:mapping:)``.
    public consuming func moved(
        to mapping: borrowing MemoryMapping
    ) throws(Refused<WrittenPointer<Pointee>>) -> WrittenPointer<Pointee> {
        do {
            try memory.look(through: mapping.view)
            return self
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

extension LinearPointer where Pointee: ~Copyable {
    /// The same bytes of the same file, seen through `mapping`, which may be in another address space.
    ///
    /// - Throws: ``Refused`` with the pointer as it was, because of
    ///   ``PointerError/notInMapping(_:size:mapping:)``.
    public consuming func moved(
        to mapping: borrowing MemoryMapping
    ) throws(Refused<LinearPointer<Pointee>>) -> LinearPointer<Pointee> {
        do {
            try look(through: mapping.view)
            return self
        } catch {
            throw Refused(error, operand: self)
        }
    }
}

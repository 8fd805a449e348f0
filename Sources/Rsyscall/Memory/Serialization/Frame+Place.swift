extension Frame {
    /// Places the byte form of `value`.
    ///
    /// - Throws: ``AllocationError``, ``MemoryEncodingError``, or ``Mismatch``.
    @inlinable
    mutating func place<Value: MemoryWritable & ~Copyable>(
        _ value: borrowing Value, in space: AddressSpace
    ) throws -> Operand {
        let size = try value.encodedByteCount(for: space)
        let offset = try reserve(size)
        try value.encode(
            intoExactly: UnsafeMutableRawBufferPointer(start: base + offset, count: size),
            isForeign: space.isForeign)
        return .frame(offset)
    }
}

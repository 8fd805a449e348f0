extension OwnedMemory {
    /// Writes the value's byte form to the start of these bytes.
    ///
    /// - Returns: The number of bytes written.
    @inlinable
    @inline(__always)
    func store<Value: MemoryWritable & ~Copyable>(_ value: borrowing Value) async throws -> Int {
        let count = try value.encodedByteCount(for: space)
        guard count >= 0 else { throw AllocationError.negativeSize(count) }
        guard count <= size else { throw PointerError.valueTooLong(byteCount: count, size: size) }
        if let bytes = window.bytes(start, count) {
            // Memory that we reach ourselves is of our architecture.
            try value.encode(intoExactly: bytes)
        } else {
            try await MemoryTransfer(self).send(value, byteCount: count)
        }
        return count
    }

    /// Decodes a value from the first `count` of these bytes.
    @inlinable
    @inline(__always)
    func load<Value: MemoryReadable>(as type: Value.Type, count: Int) async throws -> Value {
        if let bytes = window.bytes(start, count) {
            if count > ValueRoom.unchecked { try ValueRoom.check(count) }
            if !window.isEverything { return try Value(decodingCopyOf: bytes) }
            return try Value(decoding: UnsafeRawBufferPointer(bytes).bytes)
        }
        let isForeign = space.isForeign
        return try await MemoryTransfer(self).receive(count) {
            isForeign ? try Value(decodingForeign: $0) : try Value(decoding: $0)
        }
    }

    /// Runs `body` on these bytes, in place if they are ours alone, otherwise on a copy.
    func withBytes<Outcome: ~Copyable>(_ body: (RawSpan) throws -> Outcome) async throws -> Outcome {
        if let bytes = window.bytes(start, size) {
            if !window.isEverything { return try MemoryCopy(UnsafeRawBufferPointer(bytes)).decode(body) }
            return try body(UnsafeRawBufferPointer(bytes).bytes)
        }
        return try await MemoryTransfer(self).receive(size, body)
    }
}

extension Address {
    /// `count` bytes of our own address space.
    @usableFromInline
    func local(_ count: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(bitPattern: rawValue), count: count)
    }
}

extension OwnedMemory {
    /// Writes the value's byte form to the start of these bytes.
    ///
    /// - Returns: How many bytes that were.
    @inlinable
    @inline(__always)
    func store<Value: MemoryWritable & ~Copyable>(_ value: borrowing Value) async throws -> Int {
        let count = try value.encodedByteCount(for: space)
        guard count <= size else { throw PointerError.valueTooLong(byteCount: count, size: size) }
        if isDirect {
            encode(value, into: Address(start).local(count))
        } else {
            let bytes = encoded(value, count: count)
            try await MemoryTransfer(self).send(bytes)
        }
        return count
    }

    /// The value whose byte form the first `count` of these bytes are.
    @inlinable
    @inline(__always)
    func load<Value: MemoryReadable>(as type: Value.Type, count: Int) async throws -> Value {
        if isDirect {
            let bytes = UnsafeRawBufferPointer(Address(start).local(count))
            return try Value(decoding: bytes.bytes)
        }
        let bytes = try await MemoryTransfer(self).receive(count)
        return try Value(decoding: bytes.span.bytes)
    }

    /// Runs `body` on these bytes, where they lie if they are ours, else on a copy.
    func withBytes<Outcome>(_ body: (RawSpan) throws -> Outcome) async throws -> Outcome {
        if isDirect {
            let bytes = UnsafeRawBufferPointer(Address(start).local(size))
            return try body(bytes.bytes)
        }
        let bytes = try await MemoryTransfer(self).receive(size)
        return try body(bytes.span.bytes)
    }

    @inlinable
    func encoded<Value: MemoryWritable & ~Copyable>(_ value: borrowing Value, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
            encode(value, into: UnsafeMutableRawBufferPointer(bytes))
            initialized = count
        }
    }

    @inlinable
    func encode<Value: MemoryWritable & ~Copyable>(
        _ value: borrowing Value, into bytes: UnsafeMutableRawBufferPointer
    ) {
        var output = OutputRawSpan(buffer: bytes, initializedCount: 0)
        value.encode(into: &output)
        _ = output.finalize(for: bytes)
    }
}

extension Address {
    /// `count` bytes of our own address space.
    @usableFromInline
    func local(_ count: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(bitPattern: rawValue), count: count)
    }
}

/// A copy to or from memory that is not ours to touch.
@usableFromInline
struct MemoryTransfer {
    private let gateway: any MemoryGateway
    private let address: Address

    @usableFromInline
    init(_ memory: borrowing OwnedMemory) {
        gateway = memory.gateway
        address = memory.address
    }

    @usableFromInline
    func receive(_ count: Int) async throws -> [UInt8] {
        count == 0 ? [] : try await gateway.read(count, from: address)
    }

    @usableFromInline
    func send(_ bytes: [UInt8]) async throws {
        if !bytes.isEmpty { try await gateway.write(bytes, to: address) }
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Allocates memory for `count` bytes.
    ///
    /// - Throws: ``AllocationError``.
    public func allocate(_ type: Bytes.Type, count: Int) async throws -> Pointer<Bytes> {
        Pointer(try await process.allocator.allocate(size: count, alignment: 16))
    }

    /// Allocates memory for one `T`.
    ///
    /// - Throws: ``AllocationError``.
    @inlinable
    public func allocate<T: FixedSize & ~Copyable>(_ type: T.Type) async throws -> Pointer<T> {
        Pointer(try await process.allocator.allocate(size: T.byteCount, alignment: T.alignment))
    }

    /// Allocates memory for `count` elements one after another.
    ///
    /// - Throws: ``AllocationError``.
    public func allocate<T: FixedSize>(_ type: [T].Type, count: Int) async throws -> Pointer<[T]> {
        let (size, overflow) = T.byteCount.multipliedReportingOverflow(by: count)
        guard !overflow else {
            throw AllocationError.tooManyElements(count, elementByteCount: T.byteCount)
        }
        return Pointer(try await process.allocator.allocate(size: size, alignment: T.alignment))
    }

    /// Allocates `size` bytes of memory at a multiple of `alignment`, for a `T` of any size.
    ///
    /// - Throws: ``AllocationError``.
    public func allocate<T: ~Copyable>(
        _ type: T.Type, size: Int, alignment: Int = 16
    ) async throws -> Pointer<T> {
        Pointer(try await process.allocator.allocate(size: size, alignment: alignment))
    }

    /// Allocates memory and writes `value` to it.
    ///
    /// - Throws: ``AllocationError``, ``MemoryEncodingError``, or ``Mismatch`` if the value points into another address
    ///   space.
    public func pointer<T: MemoryWritable & ~Copyable & Sendable>(
        to value: consuming T
    ) async throws -> WrittenPointer<T> {
        let count = try value.encodedByteCount(for: process.addressSpace)
        let memory = try await process.allocator.allocate(size: count, alignment: 16)
        let written = try await memory.store(value)
        return WrittenPointer(memory, Written(value, byteCount: written))
    }
}

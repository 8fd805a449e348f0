import CRsyscall

/// An array of `struct iovec`: several buffers for one call, which the list owns and keeps alive.
///
/// Its buffers are all of one state: `IovecList<Pointer<Bytes>>` is to be filled, and
/// `IovecList<ReadablePointer<Bytes>>` was.
public struct IovecList<Buffer: OwnedPointer & ~Copyable>: ~Copyable, Sendable {
    fileprivate var buffers: OwnedMemoryList

    /// A list of no buffers.
    public init() {
        buffers = OwnedMemoryList()
    }

    fileprivate init(_ buffers: consuming OwnedMemoryList) {
        self.buffers = buffers
    }

    /// How many buffers there are.
    public var count: Int { buffers.count }

    /// How many bytes the buffers have together.
    public var size: Int {
        var size = 0
        for part in buffers.parts { size += part.size }
        return size
    }
}

extension IovecList: MemoryWritable where Buffer: ~Copyable {
    /// The size in bytes of the structs, without the buffers.
    ///
    /// - Throws: ``AddressSpaceMismatch`` where a buffer is not in `space`.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        for part in buffers.parts where part.space !== space {
            throw AddressSpaceMismatch(task: space, pointer: part.space)
        }
        return buffers.count * MemoryLayout<rsyscall_iovec>.stride
    }

    /// Appends the address and the size of each buffer.
    public func encode(into output: inout OutputRawSpan) {
        for part in buffers.parts {
            output.append(UInt64(part.start), as: UInt64.self)
            output.append(UInt64(part.size), as: UInt64.self)
        }
    }
}

extension IovecList where Buffer == Pointer<Bytes> {
    /// Puts a buffer at the end of the list.
    public mutating func append(_ buffer: consuming Pointer<Bytes>) {
        buffers.append(buffer.memory)
    }

    /// Takes the first buffer out of the list.
    public mutating func removeFirst() -> Pointer<Bytes>? {
        buffers.count == 0 ? nil : Pointer(buffers.removeFirst())
    }

    /// Splits off the first `count` bytes and says that they are filled; the variable keeps the rest.
    ///
    /// It is for a call that was given the list in memory, and returned how many bytes it filled.
    ///
    /// - Throws: ``PointerError/splitOutOfBounds(at:size:)``; the variable is as it was.
    public mutating func assumeFilled(_ count: Int) throws(PointerError) -> IovecList<ReadablePointer<Bytes>>
    {
        IovecList<ReadablePointer<Bytes>>(try takePrefix(count))
    }
}

extension IovecList where Buffer == ReadablePointer<Bytes> {
    /// Puts a buffer at the end of the list.
    public mutating func append(_ buffer: consuming ReadablePointer<Bytes>) {
        buffers.append(buffer.memory)
    }

    /// Puts a buffer at the end of the list: of its bytes, those that hold the value.
    public mutating func append(_ buffer: consuming WrittenPointer<Bytes>) throws(PointerError) {
        let count = buffer.valueByteCount
        var whole = Pointer(buffer)
        let value = try whole.takeFilled(count)
        buffers.append(value.memory)
    }

    /// Takes the first buffer out of the list.
    public mutating func removeFirst() -> ReadablePointer<Bytes>? {
        buffers.count == 0 ? nil : ReadablePointer(buffers.removeFirst())
    }

    /// Splits off the first `count` bytes, which the kernel has written out; the variable keeps the rest.
    ///
    /// - Throws: ``PointerError/splitOutOfBounds(at:size:)``; the variable is as it was.
    public mutating func splitPrefix(_ count: Int) throws(PointerError) -> IovecList<ReadablePointer<Bytes>> {
        IovecList(try takePrefix(count))
    }
}

extension IovecList where Buffer: ~Copyable {
    fileprivate mutating func takePrefix(_ count: Int) throws(PointerError) -> OwnedMemoryList {
        guard count >= 0, count <= size else { throw .splitOutOfBounds(at: count, size: size) }
        var prefix = OwnedMemoryList()
        var left = count
        while left > 0 {
            var first = buffers.removeFirst()
            if first.size > left {
                let rest = try first.cut(at: left)
                buffers.insertFirst(rest)
            }
            left -= first.size
            prefix.append(first)
        }
        return prefix
    }
}

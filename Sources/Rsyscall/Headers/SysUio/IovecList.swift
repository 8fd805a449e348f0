import CRsyscall

/// An array of `struct iovec`: several buffers for one call, which the list owns; see `readv(2)`.
///
/// All its buffers have one state: those of an `IovecList<Pointer<Bytes>>` are to be filled, and those of an
/// `IovecList<ReadablePointer<Bytes>>` have been.
public struct IovecList<Buffer: OwnedPointer & ~Copyable>: ~Copyable, Sendable {
    fileprivate var buffers: OwnedMemoryList

    /// Creates an empty list.
    public init() {
        buffers = OwnedMemoryList()
    }

    fileprivate init(_ buffers: consuming OwnedMemoryList) {
        self.buffers = buffers
    }

    /// Where the buffers are, for as long as the list is borrowed.
    var parts: [OwnedMemory.Parts] { buffers.parts }

    /// The number of buffers.
    public var count: Int { buffers.count }

    /// The total size of the buffers in bytes.
    public var size: Int {
        var size = 0
        for part in buffers.parts { size += part.size }
        return size
    }
}

extension IovecList: MemoryWritable where Buffer: ~Copyable {
    /// The size in bytes of the structs, without the buffers.
    ///
    /// - Throws: ``Mismatch`` if a buffer is not in `space`.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        for part in buffers.parts where part.space !== space {
            throw Mismatch(.addressSpace, process: space, handle: part.space)
        }
        return buffers.count * MemoryLayout<rsyscall_iovec>.stride
    }

    /// Appends the address and the size of each buffer.
    public func encode(into output: inout ByteOutput) {
        for part in buffers.parts {
            output.append(UInt64(part.start), as: UInt64.self)
            output.append(UInt64(part.size), as: UInt64.self)
        }
    }
}

extension IovecList: CallArgument where Buffer: ~Copyable {
    /// Memory that holds the structs.
    public typealias Placement = InMemory<Self>

    /// Always `true`.
    public static var usesFrame: Bool { true }

    /// Places the structs in the frame.
    ///
    /// - Throws: ``Mismatch`` if a buffer is not in the address space of the process.
    public func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand {
        try frame.place(self, in: process.addressSpace)
    }

    /// The structs as strace prints them, with the addresses of the buffers.
    public var traced: String {
        let structs = buffers.parts.map { "{iov_base=\(Address($0.start)), iov_len=\($0.size)}" }
        return "[\(structs.joined(separator: ", "))]"
    }
}

extension IovecList where Buffer == Pointer<Bytes> {
    /// Appends a buffer.
    public mutating func append(_ buffer: consuming Pointer<Bytes>) {
        buffers.append(buffer.memory)
    }

    /// Removes the first buffer and returns it.
    public mutating func removeFirst() -> Pointer<Bytes>? {
        buffers.count == 0 ? nil : Pointer(buffers.removeFirst())
    }

    /// Splits off the first `count` bytes as filled; the variable keeps the rest.
    ///
    /// Use it after a call that was given the list in memory and returned the number of bytes that it filled.
    ///
    /// - Throws: ``PointerError/splitOutOfBounds(at:size:)`` if there are fewer.
    public mutating func assumeFilled(_ count: Int) throws(PointerError) -> IovecList<ReadablePointer<Bytes>>
    {
        IovecList<ReadablePointer<Bytes>>(try takePrefix(count))
    }
}

extension IovecList where Buffer == ReadablePointer<Bytes> {
    /// Appends a buffer.
    public mutating func append(_ buffer: consuming ReadablePointer<Bytes>) {
        buffers.append(buffer.memory)
    }

    /// Appends the part of a buffer that holds its value.
    public mutating func append(_ buffer: consuming WrittenPointer<Bytes>) throws(PointerError) {
        let count = buffer.valueByteCount
        var whole = Pointer(buffer)
        let value = try whole.takeFilled(count)
        buffers.append(value.memory)
    }

    /// Removes the first buffer and returns it.
    public mutating func removeFirst() -> ReadablePointer<Bytes>? {
        buffers.count == 0 ? nil : ReadablePointer(buffers.removeFirst())
    }

    /// Splits off the first `count` bytes, which a call has written; the variable keeps the rest.
    ///
    /// - Throws: ``PointerError/splitOutOfBounds(at:size:)`` if there are fewer.
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

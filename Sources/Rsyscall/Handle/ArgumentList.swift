/// An array of pointers to strings that ends with a null pointer, as `execve(2)` takes; it owns the
/// strings.
public struct ArgumentList: ~Copyable, Sendable, MemoryWritable {
    private var strings = OwnedMemoryList()

    /// These strings, written to memory of `task`.
    ///
    /// - Throws: ``AllocationError``, ``MemoryEncodingError``, or ``Hangup``.
    public init(_ strings: [CString], in task: KernelTask) async throws {
        for string in strings {
            let written = try await task.pointer(to: string)
            let pointer = Pointer(written)
            self.strings.append(pointer.memory)
        }
    }

    /// The size in bytes of the pointers.
    ///
    /// - Throws: ``AddressSpaceMismatch`` where a string is not in `space`.
    public func encodedByteCount(for space: AddressSpace) throws -> Int {
        for part in strings.parts where part.space !== space {
            throw AddressSpaceMismatch(task: space, pointer: part.space)
        }
        return (strings.count + 1) * MemoryLayout<UInt>.size
    }

    /// Appends the address of each string, and zero.
    public func encode(into output: inout OutputRawSpan) {
        for part in strings.parts { output.append(part.start, as: UInt.self) }
        output.append(0, as: UInt.self)
    }
}

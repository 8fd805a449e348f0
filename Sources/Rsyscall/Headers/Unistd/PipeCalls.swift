import CRsyscall

/// The two ends of a pipe; see `pipe(2)`.
public struct PipeEnds: ~Copyable, Sendable, ResourceReadable, FixedSize {
    /// What comes out.
    public let read: OwnedFileDescriptor
    /// What goes in.
    public let write: OwnedFileDescriptor

    /// The size in bytes of the two numbers.
    public static var byteCount: Int { 2 * MemoryLayout<CInt>.size }
    /// The alignment in bytes of the two numbers.
    public static var alignment: Int { MemoryLayout<CInt>.alignment }

    /// The descriptors of `task` whose numbers `bytes` are, which from here on are owned.
    ///
    /// - Throws: ``MemoryDecodingError``.
    public init(decoding bytes: RawSpan, owner task: KernelTask) throws {
        let readNumber = try bytes.load(CInt.self, at: 0)
        let writeNumber = try bytes.load(CInt.self, at: MemoryLayout<CInt>.size)
        for (name, number) in [("read", readNumber), ("write", writeNumber)] where number < 0 {
            throw MemoryDecodingError.invalidField(name, value: Int(number))
        }
        read = OwnedFileDescriptor(adopting: FileDescriptorNumber(readNumber), of: task)
        write = OwnedFileDescriptor(adopting: FileDescriptorNumber(writeNumber), of: task)
    }

    /// Takes both ends apart.
    public consuming func take() -> Pair<OwnedFileDescriptor, OwnedFileDescriptor> {
        Pair(read, write)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Makes a pipe, whose two descriptors are written to `buffer`. See `pipe2(2)`.
    ///
    /// - Returns: The memory with the descriptors, to be read exactly once.
    /// - Throws: ``Refused`` with `buffer` as it was.
    public func pipe2(
        into buffer: consuming Pointer<PipeEnds>, _ flags: OpenFlags = .cloexec, file: StaticString = #fileID,
        line: UInt = #line
    ) async throws(Refused<Pointer<PipeEnds>>) -> LinearPointer<PipeEnds> {
        do {
            try buffer.memory.checkRoom(PipeEnds.byteCount)
            try await task.syscall(.pipe2, try buffer.memory.argument(for: task), DescriptorFlags(flags))
            return LinearPointer(buffer.memory, owner: task, file: file, line: line)
        } catch {
            throw Refused(error, operand: buffer)
        }
    }

    /// Makes a pipe. See `pipe2(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup``.
    public func pipe2(_ flags: OpenFlags = .cloexec) async throws -> PipeEnds {
        let buffer = try await task.allocate(PipeEnds.self)
        do {
            return try await pipe2(into: buffer, flags).read().first
        } catch let refused as Refused<Pointer<PipeEnds>> {
            throw refused.reason
        }
    }
}

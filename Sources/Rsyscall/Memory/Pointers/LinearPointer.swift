/// A value that holds resources, and is made from bytes only together with who they belong to.
///
/// A pipe's two numbers become two descriptors *of a task*; read twice, they would have two owners.
public protocol ResourceReadable: ~Copyable {
    /// Who the resources belong to.
    associatedtype Owner: ResourceOwner

    /// The resources that `bytes` name, which from here on are owned.
    ///
    /// - Throws: ``MemoryDecodingError`` where the bytes name none; nothing is owned then.
    init(decoding bytes: RawSpan, owner: Owner) throws
}

/// Something that owns resources, and can say that some were lost.
public protocol ResourceOwner: Sendable {
    /// Called with one line for a person when resources were lost.
    func reportLoss(_ message: String)
}

/// Owned memory that the kernel filled with resources, such as new descriptors: to be read exactly once.
///
/// Reading it twice does not compile. Dropping it unread loses the resources, and is reported to the
/// owner with the place where the pointer was made.
public struct LinearPointer<Pointee: ResourceReadable & ~Copyable>: ~Copyable, Sendable {
    private var unread: Unread

    private struct Unread: ~Copyable, Sendable {
        var memory: OwnedMemory?
        let owner: Pointee.Owner
        let file: StaticString
        let line: UInt

        deinit {
            if let memory {
                owner.reportLoss(
                    "LinearPointer<\(Pointee.self)>(\(memory.label)) made at \(file):\(line) was dropped"
                        + " unread: what it holds is lost")
            }
        }
    }

    init(
        _ memory: consuming OwnedMemory, owner: Pointee.Owner, file: StaticString, line: UInt
    ) {
        unread = Unread(memory: memory, owner: owner, file: file, line: line)
    }
}

extension LinearPointer: OwnedPointer where Pointee: ~Copyable {
    /// How many bytes the pointer owns.
    public var size: Int {
        switch unread.memory {
        case .some(let memory): memory.size
        case .none: 0
        }
    }

    /// Runs `body` with the address of the bytes, which stay where they are meanwhile.
    ///
    /// - Throws: ``AddressSpaceMismatch`` where the bytes are not in `space`, before `body` runs.
    public func withPinned<Outcome: ~Copyable>(
        in space: AddressSpace, _ body: (borrowing PinnedAddress) async throws -> Outcome
    ) async throws -> Outcome {
        switch unread.memory {
        case .some(let memory): return try await memory.pin(in: space, body)
        case .none: fatalError("a linear pointer lost its memory before it was read")
        }
    }

    /// The type, the address and the size in bytes.
    public var description: String {
        switch unread.memory {
        case .some(let memory): "LinearPointer<\(Pointee.self)>(\(memory.label))"
        case .none: "LinearPointer<\(Pointee.self)>"
        }
    }

    /// Takes the resources out of memory.
    ///
    /// - Returns: The resources, which are owned from here on, and the memory, which is inert.
    /// - Throws: ``Refused`` with the pointer, still unread.
    public consuming func read() async throws(Refused<LinearPointer<Pointee>>) -> Pair<
        Pointee, Pointer<Pointee>
    > {
        guard let memory = unread.memory.take() else {
            fatalError("a linear pointer lost its memory before it was read")
        }
        do {
            let bytes = try await memory.receiveBytes()
            let value = try Pointee(decoding: bytes.span.bytes, owner: unread.owner)
            return Pair(value, Pointer(memory))
        } catch {
            unread.memory = consume memory
            throw Refused(error, operand: self)
        }
    }

    /// Gives the memory up with whatever it holds, on purpose and without a report.
    public consuming func discardUnread() -> Pointer<Pointee> {
        guard let memory = unread.memory.take() else {
            fatalError("a linear pointer lost its memory before it was read")
        }
        return Pointer(memory)
    }
}

extension LinearPointer where Pointee: ~Copyable {
    /// Changes the mapping that the memory is seen through.
    mutating func look(through mapping: MappedRegion) throws(PointerError) {
        guard var memory = unread.memory.take() else { return }
        do {
            try memory.look(through: mapping)
            unread.memory = consume memory
        } catch {
            unread.memory = consume memory
            throw error
        }
    }
}

extension OwnedMemory {
    /// A copy of the bytes.
    func receiveBytes() async throws -> [UInt8] {
        if isDirect { return [UInt8](Address(start).local(size)) }
        return try await MemoryTransfer(self).receive(size)
    }
}

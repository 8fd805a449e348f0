/// Pages mapped into an address space, and the duty to unmap them.
///
/// Dropping it unmaps them, unless pointers still use the mapping; then dropping the last of these does.
public struct MemoryMapping: ~Copyable, Sendable {
    /// The process that mapped the pages.
    public let process: LinuxProcess
    private var region: MappedRegion

    /// - Parameter neverFaults: Whether the pages are known to exist, and to be readable and writable.
    fileprivate init(
        _ range: MemoryRange, _ file: MappedFile?, neverFaults: Bool, of process: LinuxProcess
    ) {
        let allocator = process.allocator
        region = MappedRegion(
            range: range, space: allocator.space, members: allocator.members,
            isDirect: allocator.window.isEverything && neverFaults, file: file)
        self.process = process
    }

    /// The process that changes the mapping. The pages belong to the address space, so they stay if the process that
    /// mapped them executes a program or ends.
    var keeper: LinuxProcess {
        let ours = process.ours
        guard ours.addressSpace === region.space else { return process }
        return ours.isThisProcess || process.connection.isGone ? ours : process
    }

    /// The pages.
    public var range: MemoryRange { region.range }

    /// The file that is mapped; `nil` for anonymous memory.
    public var file: FileIdentity? { region.file?.identity }

    /// The offset in the file, in bytes, at which the mapping starts.
    public var fileOffset: Int { region.file?.offset ?? 0 }

    /// The region, for pointers that move here.
    var view: MappedRegion { region }

    /// Turns the mapping into a pointer to all of its memory. The pages are unmapped when its last piece is dropped.
    ///
    /// The contents of a file can be read at once: see ``TypedPointer/assumeReadable()``.
    public consuming func pointer() -> Pointer<Bytes> {
        Pointer(process.allocator.adopt(region))
    }
}

extension MemoryMapping {
    /// Unmaps the pages: `munmap(2)`.
    ///
    /// - Throws: ``Refused`` with the mapping; because of ``MemoryRangeError/inUse(_:)`` if pointers use it.
    public consuming func munmap() async throws(Refused<MemoryMapping>) {
        do {
            try requireUnused()
            try await keeper.syscall(.munmap, range.address, range.length)
        } catch {
            throw Refused(error, operand: self)
        }
        region.forget()
    }

    /// Sets how the pages can be used: `mprotect(2)`.
    ///
    /// - Throws: ``Refused`` with the mapping; because of ``MemoryRangeError/inUse(_:)`` if pointers use it.
    public consuming func mprotect(_ protection: PROT) async throws(Refused<MemoryMapping>) -> MemoryMapping {
        do {
            try requireUnused()
            try await keeper.syscall(.mprotect, range.address, range.length, protection)
        } catch {
            throw Refused(error, operand: self)
        }
        region.forget()
        // Whether the pages can be used also depends on what was mapped, so that is left to the kernel.
        return MemoryMapping(range, region.file, neverFaults: false, of: process)
    }

    /// Advises the kernel how the pages, or some of them, will be used: `madvise(2)`.
    ///
    /// - Throws: ``MemoryRangeError`` if the mapping has no such pages, or ``Unsupported`` for advice that the library
    ///   doesn't know.
    public func madvise(_ advice: MADV, pages: Range<Int>? = nil) async throws {
        let part = try range.pages(pages ?? 0..<range.pageCount)
        guard advice.isKnown else { throw Unsupported(.madvise, "\(advice)") }
        // Before the kernel follows the advice, since from then on touching the pages may fault.
        if !advice.leavesPagesUsable { region.beCareful() }
        try await keeper.syscall(.madvise, part.address, part.length, advice)
    }

    /// Resizes the mapping to `length` bytes, a whole number of pages: `mremap(2)`.
    ///
    /// - Parameters:
    ///   - length: The new length in bytes.
    ///   - flags: ``MREMAP/maymove`` or nothing.
    /// - Throws: ``Refused`` with the mapping; because of ``MemoryRangeError``, or ``Unsupported`` for other
    ///   flags.
    public consuming func mremap(
        length: Int, _ flags: MREMAP = .maymove
    ) async throws(Refused<MemoryMapping>) -> MemoryMapping {
        let moved: MemoryRange
        do {
            try requireUnused()
            guard flags.isSubset(of: .maymove) else { throw Unsupported(.mremap, "\(flags)") }
            _ = try MemoryRange(address: .null, length: length, pageSize: range.pageSize)
            moved = try MemoryRange(
                address: try await keeper.syscall(.mremap, range.address, range.length, length, flags),
                length: length, pageSize: range.pageSize)
        } catch {
            throw Refused(error, operand: self)
        }
        region.forget()
        return MemoryMapping(moved, region.file, neverFaults: region.isDirect, of: process)
    }

    private mutating func requireUnused() throws(MemoryRangeError) {
        if !isKnownUniquelyReferenced(&region) { throw .inUse(range) }
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Maps anonymous memory: `mmap(2)`.
    ///
    /// - Parameters:
    ///   - length: A whole number of pages, in bytes; with ``MAP/hugetlb``, of huge pages.
    ///   - protection: How the pages can be used.
    ///   - flags: ``MAP/private`` or ``MAP/shared``, and others; ``MAP/anonymous`` is added.
    ///   - hint: The preferred address; with ``MAP/fixed_noreplace``, the only one.
    /// - Throws: ``MemoryRangeError``, or ``Unsupported`` with ``MAP/fixed`` or flags that the library doesn't know.
    public func mmap(
        length: Int, _ protection: PROT = [.read, .write], _ flags: MAP = .private, at hint: Address = .null
    ) async throws -> MemoryMapping {
        let pageSize = try await process.pageSize(of: flags)
        try checkMapping(hint, length, pageSize, flags)
        let range = try MemoryRange(
            address: try await process.syscall(
                .mmap, hint, length, protection, flags.union(.anonymous), CInt(-1), 0),
            length: length, pageSize: pageSize)
        return MemoryMapping(
            range, nil, neverFaults: flags.leavesPagesUsable && protection == [.read, .write], of: process)
    }
}

extension OwnedFileDescriptor {
    /// Maps the file: `mmap(2)`.
    ///
    /// - Parameters:
    ///   - length: A whole number of pages, in bytes; of huge pages if the file has these.
    ///   - protection: How the pages can be used.
    ///   - flags: ``MAP/private`` or ``MAP/shared``, and others.
    ///   - offset: The offset in the file at which the mapping starts, a whole number of pages.
    ///   - hint: The preferred address; with ``MAP/fixed_noreplace``, the only one.
    /// - Throws: ``MemoryRangeError``, or ``Unsupported`` with ``MAP/fixed`` or flags that the library doesn't know.
    public func mmap(
        length: Int, _ protection: PROT = [.read, .write], _ flags: MAP = .shared, offset: Int = 0,
        at hint: Address = .null
    ) async throws -> MemoryMapping {
        let status = try await fstat()
        let isAnonymous = flags.contains(.anonymous)
        let pageSize =
            isAnonymous
            ? try await process.pageSize(of: flags) : try await pageSize(blockSize: status.blksize)
        try checkMapping(hint, length, pageSize, flags)
        let range = try MemoryRange(
            address: try await process.syscall(.mmap, hint, length, protection, flags, self, offset),
            length: length, pageSize: pageSize)
        let file = MappedFile(
            identity: status.identity, offset: offset,
            // Each mapping of a device may show other memory.
            isShared: flags.contains(.shared) && status.fileType == .reg)
        // Pages of a file may be cut off at any time, and touching one that is gone would end the program.
        return MemoryMapping(
            range, isAnonymous ? nil : file,
            neverFaults: isAnonymous && flags.leavesPagesUsable && protection == [.read, .write], of: process)
    }
}

private func checkMapping(_ hint: Address, _ length: Int, _ pageSize: Int, _ flags: MAP) throws {
    // The kernel rounds the length of huge pages up, and then refuses to unmap the length that was asked for.
    _ = try MemoryRange(address: hint, length: length, pageSize: pageSize)
    // MAP_FIXED, which doesn't count as known, has the kernel unmap what lies there, whatever owns it.
    guard flags.isKnown else { throw Unsupported(.mmap, "\(flags)") }
}

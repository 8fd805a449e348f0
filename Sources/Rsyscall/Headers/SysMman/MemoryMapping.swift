/// Pages mapped into a process's address space, and the duty to unmap them.
///
/// Dropping it unmaps them, unless pointers still look through it: then the last of those does.
public struct MemoryMapping: ~Copyable, Sendable {
    /// The process that mapped the pages.
    public let task: KernelTask
    private var region: MappedRegion
    private let protection: PROT

    init(_ region: MappedRegion, protection: PROT, of task: KernelTask) {
        self.region = region
        self.protection = protection
        self.task = task
    }

    /// The pages.
    public var range: MemoryRange { region.range }

    /// The file that is mapped, where there is one.
    public var file: FileIdentity? { region.file?.identity }

    /// Where in the file the mapping starts, in bytes.
    public var fileOffset: Int { region.file?.offset ?? 0 }

    /// The mapping's memory, as one pointer; the pages are unmapped when its last piece is gone.
    ///
    /// What a file holds may be read at once: see ``Pointer/assumeReadable()``.
    public consuming func pointer() -> Pointer<Bytes> {
        Pointer(task.allocator.adopt(region))
    }

    /// Unmaps the pages. See `munmap(2)`.
    ///
    /// - Throws: ``Refused`` with the mapping as it was: ``MappingInUse`` where pointers look through it.
    public consuming func munmap() async throws(Refused<MemoryMapping>) {
        do {
            try requireUnused()
            try await task.syscall(.munmap, range.address, range.length)
            region.forget()
        } catch {
            throw Refused(error, operand: self)
        }
    }

    /// Sets what may be done with the pages. See `mprotect(2)`.
    ///
    /// - Throws: ``Refused`` with the mapping as it was.
    public consuming func mprotect(_ protection: PROT) async throws(Refused<MemoryMapping>) -> MemoryMapping {
        do {
            try requireUnused()
            try await task.syscall(.mprotect, range.address, range.length, protection)
        } catch {
            throw Refused(error, operand: self)
        }
        region.forget()
        return MemoryMapping(
            task.region(range, file: region.file, isAnonymous: region.file == nil, protection),
            protection: protection, of: task)
    }

    /// Says how the pages will be used, all of them or some. See `madvise(2)`.
    ///
    /// - Throws: ``MemoryRangeError``, ``SyscallError``, or ``Hangup``.
    public func madvise(_ advice: MADV, pages: Range<Int>? = nil) async throws {
        let part = try range.pages(pages ?? 0..<range.pageCount)
        try await task.syscall(.madvise, part.address, part.length, advice)
    }

    /// Resizes the mapping to `length` bytes, a whole number of pages. See `mremap(2)`.
    ///
    /// - Parameters:
    ///   - length: In bytes, a whole number of pages.
    ///   - flags: ``MREMAP/maymove`` or nothing.
    /// - Throws: ``Refused`` with the mapping as it was.
    public consuming func mremap(
        length: Int, _ flags: MREMAP = .maymove
    ) async throws(Refused<MemoryMapping>) -> MemoryMapping {
        let moved: MemoryRange
        do {
            try requireUnused()
            guard flags.isDisjoint(with: [.fixed, .dontunmap]) else {
                throw MappingFlagsRefused(flags: flags)
            }
            _ = try MemoryRange(address: .null, length: length, pageSize: range.pageSize)
            let result = try await task.syscall(.mremap, range.address, range.length, length, flags)
            moved = try MemoryRange(
                address: Address(UInt(bitPattern: result)), length: length, pageSize: range.pageSize)
        } catch {
            throw Refused(error, operand: self)
        }
        region.forget()
        return MemoryMapping(
            task.region(moved, file: region.file, isAnonymous: region.file == nil, protection),
            protection: protection, of: task)
    }

    private mutating func requireUnused() throws(MappingInUse) {
        if !isKnownUniquelyReferenced(&region) { throw MappingInUse(range: range) }
    }
}

/// Pointers look through the mapping, so it stays as it is.
public struct MappingInUse: Error, Hashable, CustomStringConvertible {
    /// The mapping's pages.
    public let range: MemoryRange

    /// Which pages.
    public var description: String { "pointers still look through the mapping \(range)" }
}

/// A mapping that cannot be asked for: it would replace pages that have an owner, or leave pages without.
public struct MappingFlagsRefused<Flags: KernelFlags>: Error, Hashable, CustomStringConvertible {
    /// The flags that were given.
    public let flags: Flags

    /// Which flags.
    public var description: String { "pages are not mapped with \(flags), which takes them from their owner" }
}

extension MemoryMapping {
    /// The region, for pointers that move here.
    var view: MappedRegion { region }
}

extension KernelTask {
    /// A region of this task's memory, reached with the care it needs.
    func region(
        _ range: MemoryRange, file: MappedFile?, isAnonymous: Bool, _ protection: PROT
    ) -> MappedRegion {
        // Pages of a file may be cut off under us, and touching one that may not be touched is a crash.
        let isSafe = isAnonymous && protection.isSuperset(of: [.read, .write])
        let gateway: any MemoryGateway =
            isSafe || !allocator.isDirect ? allocator.gateway : CarefulGateway(pid)
        return MappedRegion(
            range: range, space: addressSpace, gateway: gateway, file: file, interface: interface)
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Maps anonymous memory. See `mmap(2)`.
    ///
    /// - Parameters:
    ///   - length: In bytes, a whole number of pages: of huge ones with ``MAP/hugetlb``.
    ///   - protection: What may be done with the pages.
    ///   - flags: ``MAP/private`` or ``MAP/shared``, and others; ``MAP/anonymous`` is added.
    ///   - hint: Where the mapping should go, or with ``MAP/fixed_noreplace`` must go.
    /// - Throws: ``MemoryRangeError``, ``MappingFlagsRefused`` with ``MAP/fixed``, ``SyscallError``, or
    ///   ``Hangup``.
    public func mmap(
        length: Int, _ protection: PROT = [.read, .write], _ flags: MAP = .private, at hint: Address = .null
    ) async throws -> MemoryMapping {
        let pageSize = try await task.pageSize(of: flags)
        try checkMapping(hint, length, pageSize, flags)
        let result = try await task.syscall(
            .mmap, hint, length, protection, flags.union(.anonymous), CInt(-1), 0)
        return try task.mapping(result, length, pageSize, nil, protection)
    }
}

extension OwnedFileDescriptor {
    /// Maps the file. See `mmap(2)`.
    ///
    /// - Parameters:
    ///   - length: In bytes, a whole number of pages: of huge ones, where the file has those.
    ///   - protection: What may be done with the pages.
    ///   - flags: ``MAP/private`` or ``MAP/shared``, and others.
    ///   - offset: Where in the file the mapping starts, a whole number of pages.
    ///   - hint: Where the mapping should go, or with ``MAP/fixed_noreplace`` must go.
    /// - Throws: ``MemoryRangeError``, ``MappingFlagsRefused`` with ``MAP/fixed``, ``SyscallError``, or
    ///   ``Hangup``.
    public func mmap(
        length: Int, _ protection: PROT = [.read, .write], _ flags: MAP = .shared, offset: Int = 0,
        at hint: Address = .null
    ) async throws -> MemoryMapping {
        let status = try await fstat()
        let isAnonymous = flags.contains(.anonymous)
        let pageSize =
            isAnonymous
            ? try await task.pageSize(of: flags) : try await pageSize(blockSize: status.blksize)
        try checkMapping(hint, length, pageSize, flags)
        let result = try await task.syscall(
            .mmap, hint, length, protection, flags, try checkedNumber(), offset)
        let file = MappedFile(
            identity: status.identity, offset: offset, isShared: flags.contains(.shared))
        return try task.mapping(result, length, pageSize, isAnonymous ? nil : file, protection)
    }
}

private func checkMapping(_ hint: Address, _ length: Int, _ pageSize: Int, _ flags: MAP) throws {
    // Of huge pages the kernel would map more than was asked for, and not unmap what was.
    _ = try MemoryRange(address: hint, length: length, pageSize: pageSize)
    // It would unmap what lies there, whoever owns that.
    if flags.contains(.fixed) { throw MappingFlagsRefused(flags: flags) }
}

extension KernelTask {
    fileprivate func mapping(
        _ result: Int, _ length: Int, _ pageSize: Int, _ file: MappedFile?, _ protection: PROT
    ) throws -> MemoryMapping {
        let range = try MemoryRange(
            address: Address(UInt(bitPattern: result)), length: length, pageSize: pageSize)
        return MemoryMapping(
            region(range, file: file, isAnonymous: file == nil, protection), protection: protection, of: self)
    }

    /// The size in bytes of a page.
    public var pageSize: Int { allocator.pageSize }
}

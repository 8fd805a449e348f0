import CRsyscall
import SystemPackage

/// The memory of a child, which its mailbox keeps alive: the mailbox, and below it the stack, which ends at a guard
/// page. A child that overruns its stack is killed there, and overwrites nothing.
final class ChildPage: Sendable {
    private let pool: ChildPages
    private let start: Address

    fileprivate init(at start: Address, of pool: ChildPages) {
        self.start = start
        self.pool = pool
    }

    deinit { pool.keep(start) }

    /// Where the child's struct is.
    var address: Address {
        let size = (MemoryLayout<rsyscall_child>.size + 63) & ~63
        return Address(start.rawValue + UInt(2 * pool.pageSize - size))
    }
}

/// The pages of children, some of which are kept for the next ones.
final class ChildPages: Sendable {
    fileprivate let pageSize: Int
    private let idle = Guarded<[Address]>([])

    private static let mostIdle = 64

    init(pageSize: Int) {
        self.pageSize = pageSize
    }

    /// Takes pages for a child, whose struct is zeroed.
    ///
    /// - Throws: ``AllocationError``.
    func take() throws(AllocationError) -> ChildPage {
        let page = ChildPage(at: try pages(), of: self)
        page.address.mutable.initializeMemory(
            as: UInt8.self, repeating: 0, count: MemoryLayout<rsyscall_child>.size)
        return page
    }

    private func pages() throws(AllocationError) -> Address {
        if let kept = idle.withLock({ $0.popLast() }) { return kept }
        return try map()
    }

    private func map() throws(AllocationError) -> Address {
        let size = 2 * pageSize
        let result = Step(
            .mmap,
            (
                0, UInt(size), UInt(PROT_READ | PROT_WRITE), UInt(MAP_PRIVATE | MAP_ANONYMOUS),
                UInt(bitPattern: -1), 0
            )
        ).made()
        if SyscallResult.isRefusal(result) { throw .refused(size: size, Errno(rawValue: CInt(-result))) }
        _ = Step(.mprotect, (UInt(bitPattern: result), UInt(pageSize), UInt(PROT_NONE), 0, 0, 0)).made()
        return Address(UInt(bitPattern: result))
    }

    fileprivate func keep(_ start: Address) {
        let isKept = idle.withLock { idle in
            guard idle.count < Self.mostIdle else { return false }
            idle.append(start)
            return true
        }
        if !isKept { _ = Step(.munmap, (start.rawValue, UInt(2 * pageSize), 0, 0, 0, 0)).made() }
    }
}

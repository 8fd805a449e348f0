import CRsyscall

/// A system call's number, with its name in the man pages.
public struct SYS: Sendable, Hashable {
    /// The number, which differs between architectures.
    public let number: Int
    /// The name without its prefix.
    public let name: String

    @usableFromInline
    init(_ number: CInt, _ name: String) {
        self.number = Int(number)
        self.name = name
    }

    /// Whether its result is an address.
    var givesAddress: Bool { [__NR_mmap, __NR_mremap, __NR_brk, __NR_shmat].contains(CInt(number)) }
}

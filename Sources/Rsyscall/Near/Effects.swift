/// The effects of a system call besides its result: those that decide which thread may make the call, and what has to
/// follow it.
///
/// The lowest 16 bits go to a child's loop with each request; the effects that it acts on are among them.
@usableFromInline
struct Effects: OptionSet, Sendable {
    @usableFromInline let rawValue: UInt32

    @inlinable
    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Acts on the calling thread, or returns something about it.
    @inlinable static var thread: Effects { Effects(rawValue: 1) }
    /// May wait for something that no descriptor reports.
    @inlinable static var waits: Effects { Effects(rawValue: 2) }
    /// Reads from the descriptor that is its first argument, and may wait for it.
    @inlinable static var reads: Effects { Effects(rawValue: 4) }
    /// Writes to the descriptor that is its first argument, and may wait for it.
    @inlinable static var writes: Effects { Effects(rawValue: 8) }
    /// Opens the path that is its second argument with the flags that are its third, which may wait if the path
    /// names a FIFO, a device, or a file that others serve.
    @inlinable static var opens: Effects { Effects(rawValue: 16) }
    /// Concerns the calling thread alone, and so would make it unlike the other threads of its process.
    @inlinable static var diverges: Effects { Effects(rawValue: 32) }
    /// Makes the kernel forget that the process is to be signaled when its parent dies.
    @inlinable static var clearsParentDeathSignal: Effects { Effects(rawValue: 64) }
    /// May install a filter, which may refuse any call from then on.
    @inlinable static var installsFilter: Effects { Effects(rawValue: 128) }
    /// Returns an address.
    @inlinable static var returnsAddress: Effects { Effects(rawValue: 256) }
    /// Returns a descriptor of a file on which no call waits.
    @inlinable static var makesStoredFile: Effects { Effects(rawValue: 512) }
    /// Replaces the program of the process, which then makes no more calls.
    @inlinable static var executes: Effects { Effects(rawValue: 1024) }
    /// Ends the process.
    @inlinable static var exits: Effects { Effects(rawValue: 2048) }
    /// Moves bytes between the descriptor that is its first argument and the memory that its second points to, whose
    /// size is its third.
    @inlinable static var transfers: Effects { Effects(rawValue: 1 << 12) }
    /// That memory is a list of `struct iovec`.
    @inlinable static var vectored: Effects { Effects(rawValue: 1 << 13) }
    /// The transfer takes an offset in the file, as its fourth argument.
    @inlinable static var positioned: Effects { Effects(rawValue: 1 << 14) }
    /// The transfer takes `RWF_` flags, as its sixth argument, and an offset of -1 for the file's own.
    @inlinable static var flagged: Effects { Effects(rawValue: 1 << 15) }

    /// Acts on the calling thread, while libc's function of the same name acts on all threads of the process.
    @inlinable static var broadcasts: Effects { Effects(rawValue: 1 << 16) }
    /// Moves the process to other namespaces, or to a descriptor table of its own.
    @inlinable static var entersNamespaces: Effects { Effects(rawValue: 1 << 17) }
    /// Sets whether our memory can be dumped and traced: its second argument.
    @inlinable static var setsDumpable: Effects { Effects(rawValue: 1 << 18) }
    /// Waits for at most as many milliseconds as its third argument.
    @inlinable static var thirdIsTimeout: Effects { Effects(rawValue: 1 << 19) }
    /// Waits for at most as many milliseconds as its fourth argument.
    @inlinable static var fourthIsTimeout: Effects { Effects(rawValue: 1 << 20) }
    /// Sleeps for the time that its first argument points to; if interrupted, writes the rest to its second.
    @inlinable static var firstIsDuration: Effects { Effects(rawValue: 1 << 21) }
    /// Sleeps for or until the time that its third argument points to; if interrupted, writes the rest to its fourth.
    @inlinable static var thirdIsDuration: Effects { Effects(rawValue: 1 << 22) }
    /// Changes what is mounted where, or which mount paths start from.
    @inlinable static var changesMounts: Effects { Effects(rawValue: 1 << 23) }
    /// Takes a lease on a file, for which others that open the file wait.
    @inlinable static var takesLease: Effects { Effects(rawValue: 1 << 24) }
    /// Takes a descriptor that isn't a file of a file system.
    @inlinable static var streams: Effects { Effects(rawValue: 1 << 25) }
    /// Takes `MSG_` flags as its third argument, with one of which it doesn't wait.
    @inlinable static var thirdIsMessageFlags: Effects { Effects(rawValue: 1 << 26) }
    /// Takes `MSG_` flags as its fourth argument, with one of which it doesn't wait.
    @inlinable static var fourthIsMessageFlags: Effects { Effects(rawValue: 1 << 27) }

    /// The effects to expect of an unknown call. Those that say how to use a call's arguments or its result are not
    /// among them, since nothing is known about these.
    @inlinable static var all: Effects {
        [
            .thread, .waits, .diverges, .clearsParentDeathSignal, .installsFilter, .entersNamespaces,
            .changesMounts,
        ]
    }
}

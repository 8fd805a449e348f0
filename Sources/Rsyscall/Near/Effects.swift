/// What a system call does besides returning a result, as far as it decides where the call may be made and
/// what has to follow it.
///
/// The bits go to the loop of a child in the request's slot, and so have a place of their own each.
@usableFromInline
struct Effects: OptionSet, Sendable {
    @usableFromInline let rawValue: UInt16

    @inlinable
    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Acts on the calling thread, or answers for it.
    @inlinable static var thread: Effects { Effects(rawValue: 1) }
    /// May wait for something that no descriptor reports.
    @inlinable static var waits: Effects { Effects(rawValue: 2) }
    /// Reads from the descriptor that is its first argument, and may wait for it.
    @inlinable static var reads: Effects { Effects(rawValue: 4) }
    /// Writes to the descriptor that is its first argument, and may wait for it.
    @inlinable static var writes: Effects { Effects(rawValue: 8) }
    /// Opens a path, which may wait if it names a FIFO or a device.
    @inlinable static var opens: Effects { Effects(rawValue: 16) }
    /// Makes the calling thread unlike the other threads of its process.
    @inlinable static var diverges: Effects { Effects(rawValue: 32) }
    /// Makes the kernel forget that the process is to be signaled when its parent dies.
    @inlinable static var clearsParentDeathSignal: Effects { Effects(rawValue: 64) }
    /// May install a filter, which may refuse any call from then on.
    @inlinable static var installsFilter: Effects { Effects(rawValue: 128) }
    /// Returns an address.
    @inlinable static var returnsAddress: Effects { Effects(rawValue: 256) }
    /// Returns a descriptor of a file on which no call waits.
    @inlinable static var makesStoredFile: Effects { Effects(rawValue: 512) }

    /// What has to be expected of a call that is not known. The effects that say how to use a call's first
    /// argument or its result are not among them, since nothing is known about these.
    @inlinable static var all: Effects {
        [.thread, .waits, .diverges, .clearsParentDeathSignal, .installsFilter]
    }
}

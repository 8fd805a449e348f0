/// A way to have system calls made by some process.
///
/// **A system call that was sent is awaited to its end.** Cancelling the Swift task that awaits one
/// drops no result; if the process dies meanwhile, the call throws ``Hangup``. Signals interrupt no call,
/// since our threads that make calls have all signals blocked, and so has a child that nothing else was told.
///
/// Nothing above this protocol may know whether the process shares our memory, or lives on this host.
public protocol SyscallInterface: AnyObject, Sendable {
    /// Whether a call blocks the thread that makes it here, so that waiting calls need a thread of
    /// their own.
    var callsOnCallingThread: Bool { get }

    /// Has `request` made and returns what the kernel left in the result register: a negated errno
    /// from -4095 to -1, or the call's result.
    ///
    /// - Throws: ``Hangup`` where the process is gone, or went before the call ended.
    func syscall(_ request: SyscallRequest) async throws(Hangup) -> Int

    /// Makes `request` here and now where that is possible without waiting for anybody, and gives what the
    /// kernel left in the result register; else does nothing and gives `nil`.
    func callAtOnce(_ request: SyscallRequest) -> Int?

    /// Has `request` made after all that were sent before it, waits for nothing, and drops the result.
    ///
    /// Never blocks and never fails: where the process is gone, nothing happens.
    func post(_ request: SyscallRequest)
}

extension SyscallInterface {
    /// Nothing: somebody else makes the calls.
    public func callAtOnce(_ request: SyscallRequest) -> Int? { nil }
}

/// One system call as the kernel sees it: a number and six registers.
public struct SyscallRequest: Sendable {
    /// Which call.
    public var number: Int
    /// The six argument registers; a call looks only at those it has.
    public var arguments: (UInt, UInt, UInt, UInt, UInt, UInt)
    /// What the call depends on beside its arguments.
    public var scope: SyscallScope
    /// Whether it is no system call, but for a server that is a thread of our own.
    @usableFromInline var isCommand = false

    /// The call `number` with these registers.
    @inlinable
    public init(
        number: Int,
        arguments: (UInt, UInt, UInt, UInt, UInt, UInt) = (0, 0, 0, 0, 0, 0),
        scope: SyscallScope
    ) {
        self.number = number
        self.arguments = arguments
        self.scope = scope
    }
}

/// What a system call depends on beside its arguments, and so which thread may make it in a process
/// that has several.
public enum SyscallScope: Sendable, Hashable {
    /// Ends at once, and any thread gets the same answer.
    case process
    /// Acts on the calling thread, or on what is tied to it.
    case thread
    /// Reads from the descriptor, its first argument, and may wait for that.
    case reads(FileDescriptorNumber)
    /// Writes to the descriptor, its first argument, and may wait for that.
    case writes(FileDescriptorNumber)
    /// May wait for something no descriptor tells.
    case waits
}

/// The process that was to make a system call is gone, so whether the call was made is not known.
public struct Hangup: Error, Hashable, CustomStringConvertible {
    /// Says that it is gone.
    public init() {}

    /// One line for a person.
    public var description: String { "the process that was to make the system call is gone" }
}

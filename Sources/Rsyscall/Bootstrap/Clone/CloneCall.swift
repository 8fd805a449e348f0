import CRsyscall
import SystemPackage

/// The system call that makes a child: `clone3`, or `clone` if `clone3` is refused and `clone` can do the same.
struct CloneCall {
    let maker: LinuxProcess
    /// The arguments that are asked for; once the process is made, those that it was made with.
    private(set) var args: CloneArgs
    /// The namespaces that its maker was in, once the process is made.
    private(set) var madeIn: ProcessNamespaces?
    /// Whether the process becomes a sibling of its maker, if that is allowed, and so a child of ours.
    let adopts: Bool
    /// The mailbox of the new process, which may have to do for itself what the older call does not.
    let memory: MailboxMemory

    init(maker: LinuxProcess, args: CloneArgs, adopts: Bool, memory: MailboxMemory) {
        self.maker = maker
        self.args = args
        self.adopts = adopts
        self.memory = memory
    }

    /// Makes the process.
    ///
    /// - Throws: ``SyscallError``, ``AllocationError``, or ``Hangup``.
    mutating func make() async throws {
        do {
            try await make(by: clone3)
        } catch let refused as SyscallError where args.fitOlderCall(after: refused) {
            memory.resetSignals()
            // This call has one place for both the number and the pidfd. With a pidfd alone we would lose the process
            // if its maker dies and takes the descriptor along.
            args.flags.subtract([.clear_sighand, .pidfd])
            args.pidfd = .null
            try await make(by: clone)
        }
    }

    private mutating func make(by call: (CloneArgs) async throws -> MakingNamespaces) async throws {
        if !adopts {
            madeIn = try await call(args).namespaces
            return
        }
        do {
            args.flags.formUnion(.parent)
            madeIn = try await call(args).namespaces
        } catch let error as SyscallError where error.errno == .invalidArgument {
            // The init of a pid namespace cannot make siblings; its children are its own.
            args.flags.subtract(.parent)
            madeIn = try await call(args).namespaces
        }
    }

    /// The process whose child the new one is.
    var parent: ChildParent {
        if args.flags.contains(.parent) { return maker.life?.parent ?? .other }
        return maker.life == nil ? .us : .process(maker)
    }

    private func clone3(_ args: CloneArgs) async throws -> MakingNamespaces {
        try await maker.syscall(.clone3, args, CloneArgs.byteCount)
    }

    private func clone(_ args: CloneArgs) async throws -> MakingNamespaces {
        let stack = Address(args.stack.rawValue + UInt(args.stackSize))
        #if arch(arm64)
            return try await maker.syscall(.clone, args.flags, stack, args.parentTid, args.tls, args.childTid)
        #else
            return try await maker.syscall(.clone, args.flags, stack, args.parentTid, args.childTid, args.tls)
        #endif
    }
}

/// The namespaces that a process was in when it made a call.
private struct MakingNamespaces: CallResult {
    let namespaces: ProcessNamespaces

    init(_ outcome: borrowing CallOutcome) { namespaces = outcome.namespaces }
}

extension CloneArgs {
    /// Whether `clone` can be asked for the same after `clone3` was refused like this.
    ///
    /// Filters that check flags cannot see those of `clone3`, and so refuse it as not implemented; Linux 5.3 and 5.4 do
    /// not know `CLONE_CLEAR_SIGHAND`.
    func fitOlderCall(after refused: SyscallError) -> Bool {
        guard refused.errno == .noFunction || refused.errno == .invalidArgument else { return false }
        // Its flags have 32 bits, and the signal takes the lowest eight.
        let foreign = flags.subtracting(.clear_sighand).rawValue & ~0xffff_ff00
        return foreign == 0 && setTidSize == 0
    }
}

extension CloneArgs: ValueArgument {
    /// The struct.
    public typealias Value = CloneArgs
    /// The flags, as strace prints them first.
    public var traced: String { "{flags=\(flags)}" }
}

extension MailboxMemory {
    /// Has a child that is about to start set its signals to their defaults itself.
    fileprivate func resetSignals() {
        let child = UnsafeMutableRawPointer(address).assumingMemoryBound(to: rsyscall_child.self)
        child.pointee.resets_signals = 1
    }
}

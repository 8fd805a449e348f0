import CRsyscall
import RsyscallWire
import SystemPackage

extension CloneRequest {
    /// Makes the process in a place of the relay, in one trip.
    func make(over link: StreamLink, cgroup: FileDescriptorNumber?) async throws -> ClonedProcess {
        let isCopy = !link.sharesMemory
        guard !isCopy || (flags.isEmpty && setTid.isEmpty && cgroup == nil) else {
            throw Unsupported(.clone3, "a kernel that refuses CLONE_VM, and any flag or argument")
        }
        guard let (server, page) = link.takePlace() else {
            if link.isOver { throw Hangup() }
            throw maker.refusal(of: .clone3, [], result: -Int(EAGAIN))
        }
        return try await link.expectChild {
            isCopy
                ? try await copy(over: link, server, page)
                : try await clone(over: link, cgroup: cgroup, server, page)
        }
    }

    private func clone(
        over link: StreamLink, cgroup: FileDescriptorNumber?, _ server: StreamServer, _ page: StreamPage
    ) async throws -> ClonedProcess {
        let tables = NewTables(of: self)
        let firstClosed = startsEmpty ? FileDescriptorNumber.afterStandardStreams.rawValue : 0
        link.send(WireHeader(.place, process: server.place, value: Int64(firstClosed)))
        let place = link.greeting.base &+ UInt64(server.place) &* link.greeting.stride
        var args = CloneArgs(
            flags: flags.union([.vm, .pidfd, .parent, .child_cleartid, .parent_settid, .clear_sighand])
                .union(startsEmpty ? .files : []),
            childTid: Address(UInt(link.greeting.cleared)),
            // So that it is known whether a maker that was killed meanwhile has made it.
            parentTid: Address(UInt(place &+ link.greeting.made)),
            // clone3 wants the lowest address, and starts the child at the sum.
            stack: Address(UInt(place &+ link.greeting.stack) &- 512), stackSize: 512,
            setTidSize: UInt64(setTid.count),
            cgroup: UInt64(truncatingIfNeeded: cgroup?.rawValue ?? 0))
        let made: NewFarProcess
        do {
            made = try await make(&args) {
                let flags = PlaceFlags.resetsSignals.rawValue
                link.send(
                    WireHeader(.place, process: server.place, flags: flags, value: Int64(firstClosed)))
            }
        } catch let refused as SyscallError {
            link.giveBack(server)
            throw refused
        } catch let hangup as Hangup where !hangup.mayHaveBegun {
            link.giveBack(server)
            throw hangup
        } catch {
            server.abandon(page, in: maker.connection.namespaces)
            if error is Hangup, args.flags.contains(.parent_settid) {
                link.reportGone(server, .unlessMade)
            }
            throw error
        }
        let parent = args.flags.contains(.parent) ? maker.parent : .process(maker)
        let record: ChildRecord
        do {
            record = try await self.record(of: made, over: link, parent: parent)
        } catch let ended as EndedAtOnce {
            link.reportGone(server)
            throw ended.refusal
        } catch {
            server.abandon(page, in: made.namespaces)
            reap(made.pid, parent, link, server)
            throw error
        }
        let connection = StreamConnection(
            server, over: link, page, in: tables.namespaces(of: made.namespaces),
            filter: maker.connection.filter)
        connection.joinTable()
        if case .process = parent {
            // Its end may be known before the relay reports that it makes no more calls.
            record.atEnd { link.reportGone(server) }
        } else {
            record.atEnd { link.giveBack(server) }
        }
        let process = LinuxProcess(
            pid: record.pid, connection: connection, host: maker.host, allocator: maker.allocator,
            nursery: maker.nursery,
            tracer: maker.tracer, diagnostics: maker.diagnostics, life: record, adopter: maker.ours)
        let child = ClonedProcess(process: process, record: record)
        if flags.contains(.newuser) { try await mapUsers(of: child) }
        return child
    }

    /// Has the init of a pid namespace reap a process that was given up, whose end the relay doesn't learn of.
    private func reap(
        _ pid: ProcessID, _ parent: ChildParent, _ link: StreamLink, _ server: StreamServer
    ) {
        guard case .process(let parent) = parent else { return }
        Task.detached {
            if (try? await parent.change(of: pid, [.exited, .all])) != nil { link.reportGone(server) }
        }
    }

    /// Makes the process by `clone3`, or by `clone` if that is refused and `clone` can do the same.
    ///
    /// - Parameters:
    ///   - args: The arguments; afterward those that it was made with.
    ///   - resetSignals: Has the process set its signals to their defaults itself, which `clone` doesn't do.
    private func make(_ args: inout CloneArgs, _ resetSignals: () -> Void) async throws -> NewFarProcess {
        let asked = args
        do {
            return try await make(&args, by: clone3)
        } catch let refused as SyscallError where asked.fitOlderCall(after: refused) {
            resetSignals()
            args = asked
            // It stores the pidfd where it would store the number.
            args.flags.subtract([.clear_sighand, .parent_settid])
            return try await make(&args, by: clone)
        }
    }

    private func make(
        _ args: inout CloneArgs, by call: (CloneArgs) async throws -> NewFarProcess
    ) async throws -> NewFarProcess {
        do {
            return try await call(args)
        } catch let error as SyscallError where error.errno == .invalidArgument {
            // The init of a pid namespace cannot make siblings; its children are its own.
            args.flags.subtract(.parent)
            return try await call(args)
        }
    }

    private func clone3(_ args: CloneArgs) async throws -> NewFarProcess {
        try await maker.syscall(.clone3, FarCloneArgs(args: args, setTid: setTid), CloneArgs.byteCount)
    }

    private func clone(_ args: CloneArgs) async throws -> NewFarProcess {
        let stack = Address(args.stack.rawValue + UInt(args.stackSize))
        let pidfd = Output<Bytes>(byteCount: 8)
        return switch maker.host.architecture {
        case .x86_64: try await maker.syscall(.clone, args.flags, stack, pidfd, args.childTid, Address.null)
        case .aarch64: try await maker.syscall(.clone, args.flags, stack, pidfd, Address.null, args.childTid)
        }
    }

    /// Returns the life of the new process, with a pidfd of it in the table of our process on its host.
    private func record(
        of made: NewFarProcess, over link: StreamLink, parent: ChildParent
    ) async throws -> ChildRecord {
        let ours = maker.ours
        let table = made.namespaces.descriptorTable
        let isOurs = table === ours.descriptorTable
        let end = try await earlyEnd(of: made, over: link)
        var pidfd = made.pidfd
        if !isOurs {
            defer { table.post(close: made.pidfd, by: maker.connection) }
            let opened: Int =
                if let life = maker.life, maker.pidNamespace !== ours.pidNamespace {
                    try await ours.syscall(.pidfd_getfd, life.pidfd, made.pidfd, 0)
                } else {
                    try await ours.open(made)
                }
            pidfd = OpenedFile(opened).number
        }
        let record = ChildRecord(
            pid: made.pid, in: maker.pidNamespace, pidfd: pidfd, parent: parent, ours: ours, relay: link)
        if case .process(let parent) = parent {
            try await record.watchElsewhere(parent)
            return record
        }
        if let end { record.ended(.success(end)) } else { try record.watch() }
        // The relay reports that it has reaped a process before any call that could meet another of that number.
        if !isOurs, record.ending != nil {
            throw EndedAtOnce(
                refusal: SyscallError(
                    errno: .noSuchProcess, call: SYS.pidfd_open.name, arguments: ["\(made.pid)"],
                    process: ours.pid))
        }
        return record
    }
}

extension CloneRequest {
    /// Returns the wait status of the process if it has ended already.
    private func earlyEnd(of made: NewFarProcess, over link: StreamLink) async throws -> CInt? {
        guard let status = link.takeEarlyEnd(of: made.pid) else { return nil }
        do {
            // The relay may have reaped an earlier process of that number, while the call waited to be made.
            try await maker.syscall(.pidfd_send_signal, made.pidfd, 0, 0, 0)
            return nil
        } catch let error as SyscallError {
            return error.errno == .noSuchProcess ? status : nil
        }
    }
}

/// The error of a process that has ended, and was reaped, before its pidfd could be opened.
private struct EndedAtOnce: Error {
    let refusal: SyscallError
}

extension LinuxProcess {
    /// The parent of a process that is made as a sibling of this one.
    fileprivate var parent: ChildParent { life?.parent ?? .other }

    /// Opens a pidfd of a process in our pid namespace.
    fileprivate func open(_ made: NewFarProcess) async throws -> Int {
        do {
            return try await syscall(.pidfd_open, made.pid, 0)
        } catch let refusal as SyscallError where refusal.errno == .noSuchProcess {
            throw EndedAtOnce(refusal: refusal)
        }
    }
}

extension ChildRecord {
    /// Reaps the child when it ends. Its parent is the init of a pid namespace of another host, and not the relay.
    fileprivate func watchElsewhere(_ parent: LinuxProcess) async throws {
        let copy: Int = try await ours.syscall(
            .fcntl, pidfd, FcntlCommand.dupfd_cloexec, FileDescriptorNumber.afterStandardStreams)
        let end = try await AsyncFileDescriptor(
            nonblocking: OwnedFileDescriptor(
                new: OpenedFile(copy).number, of: ours, in: ours.descriptorTable), on: ours.host.loop)
        Task.detached { [self] in
            let isSeen: Void? = try? await end.whenReadable { pidfd in
                let events = try await self.ours.poll([Pollfd(pidfd, .in)], milliseconds: 0)
                guard events[0].isEmpty else { return }
                throw SyscallError(errno: .wouldBlock, call: SYS.ppoll.name, process: self.ours.pid)
            }
            finish(await state(from: parent, hasEnded: isSeen != nil))
        }
    }

    /// Waits for the end of the child, and returns how it ended, which its parent knows.
    ///
    /// - Parameter hasEnded: Whether it is known to have ended.
    private func state(
        from parent: LinuxProcess, hasEnded: Bool
    ) async -> Result<ChildState, AlreadyTaken> {
        do {
            if let state = try await parent.change(of: pid, [.exited, .all]) { return .success(state) }
        } catch let error as SyscallError where error.errno == .noChildProcess {
            // It was reaped by other code.
        } catch {
            // It makes no more calls. All of its namespace ends with it, at the latest.
            if !hasEnded { _ = try? await (parent.life as? ChildRecord)?.end() }
        }
        return .failure(
            AlreadyTaken("process \(pid) has ended, but its status is its parent's, which doesn't report it"))
    }
}

/// The arguments of `clone3` in a frame, with room for the pidfd, and the numbers that the process is to have.
private struct FarCloneArgs: CallArgument, Sendable {
    typealias Placement = InMemory<CloneArgs>

    let args: CloneArgs
    let setTid: [ProcessID]

    static var usesFrame: Bool { true }

    var traced: String { args.traced }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let operand = try frame.place(args, in: process.addressSpace)
        let start = Int(operand.word)
        if !setTid.isEmpty {
            let numbers = try frame.place(setTid.map(\.rawValue), in: process.addressSpace)
            frame.relocate(start + CloneArgs.setTidOffset, to: Int(numbers.word))
        }
        _ = try frame.reserveOutput(8)
        frame.relocate(start + CloneArgs.pidfdOffset, to: frame.output)
        return operand
    }
}

/// What `clone3` returned and wrote, and the namespaces in which it was made.
private struct NewFarProcess: CallResult {
    let pid: ProcessID
    let pidfd: FileDescriptorNumber
    let namespaces: ProcessNamespaces

    init(_ outcome: borrowing CallOutcome) throws {
        pid = ProcessID(CInt(truncatingIfNeeded: outcome.result))
        pidfd = FileDescriptorNumber(
            try CInt(decoding: UnsafeRawBufferPointer(start: outcome.output, count: 4).bytes))
        namespaces = outcome.namespaces
    }
}

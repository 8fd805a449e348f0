import CRsyscall
import Glibc
import RsyscallWire
import SystemPackage

extension CloneRequest {
    /// Makes the process in a place of a relay that shares no other memory with it, on a kernel that allows nothing but a
    /// plain `clone`, as emulators do.
    ///
    /// The process clones itself once more and ends, so that the copy becomes the relay's child.
    func copy(over link: StreamLink, _ server: StreamServer, _ page: StreamPage) async throws -> ClonedProcess
    {
        let tables = NewTables(of: self)
        let firstClosed = startsEmpty ? FileDescriptorNumber.afterStandardStreams.rawValue : 0
        link.send(WireHeader(.place, process: server.place, value: Int64(firstClosed)))
        let made: ProcessNamespaces
        do {
            made = try await copyTwice(link, server.place)
        } catch let refused as SyscallError {
            link.giveBack(server)
            throw refused
        } catch {
            server.abandon(page, in: maker.connection.namespaces)
            throw error
        }
        let connection = StreamConnection(
            server, over: link, page, in: tables.namespaces(of: made), filter: maker.connection.filter)
        connection.joinTable()
        do {
            let record = try await record(of: connection, over: link)
            let allocator = MemoryAllocator(
                space: AddressSpace(isForeign: maker.addressSpace.isForeign), connection: connection,
                pageSize: maker.host.pageSize)
            let process = LinuxProcess(
                pid: record.pid, connection: connection, host: maker.host, allocator: allocator,
                nursery: maker.nursery, tracer: maker.tracer, diagnostics: maker.diagnostics, life: record,
                adopter: maker.ours)
            return ClonedProcess(process: process, record: record)
        } catch {
            connection.post(Step(.exit_group))
            throw error
        }
    }

    /// Makes the copy, and reaps the process that has made it.
    private func copyTwice(_ link: StreamLink, _ place: UInt32) async throws -> ProcessNamespaces {
        let (greeting, none) = (link.greeting, Operand.word(0))
        let stack = UInt(greeting.base &+ UInt64(place) &* greeting.stride &+ greeting.stack)
        let connection = maker.connection
        while true {
            let namespaces = connection.namespaces
            var frame = connection.makeFrame()
            var results: [Int] = []
            let status = try frame.reserveOutput(8)
            let steps = [
                Step(.clone, .word(UInt(SIGCHLD)), .word(stack), none, none, none, none),
                Step(
                    .wait4, .result(of: 0), status, .word(UInt(truncatingIfNeeded: __WALL)), none, none, none),
            ]
            guard try await connection.run(steps, &frame, in: namespaces, &results) else { continue }
            for (call, result) in zip([SYS.clone, .wait4], results) where SyscallResult.isRefusal(result) {
                throw maker.refusal(of: call, [], result: result)
            }
            guard frame.outputBytes(4).allSatisfy({ $0 == 0 }) else {
                throw maker.refusal(of: .clone, [], result: -Int(EAGAIN))
            }
            return namespaces
        }
    }

    /// Returns the life of the new process, after its first calls.
    private func record(of connection: StreamConnection, over link: StreamLink) async throws -> ChildRecord {
        let ours = maker.ours
        let pid = ProcessID(CInt(truncatingIfNeeded: try await connection.call(Step(.getpid))))
        // The first process is the child of the relay.
        let relay: Int = try await ours.syscall(.getppid)
        guard try await connection.call(Step(.getppid)) == relay else {
            throw Unsupported(
                .clone, "an emulator that refuses CLONE_PARENT, and a stub that isn't a subreaper")
        }
        // It has answered: what was reported before is the end of an earlier process of that number.
        _ = link.takeEarlyEnd(of: pid)
        let pidfd: Int = try await ours.syscall(.pidfd_open, pid, 0)
        let record = ChildRecord(
            pid: pid, in: maker.pidNamespace, pidfd: OpenedFile(pidfd).number, parent: .other, ours: ours,
            relay: link)
        try record.watch()
        return record
    }
}

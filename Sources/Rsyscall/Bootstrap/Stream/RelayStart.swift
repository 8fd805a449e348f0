import CRsyscall
import RsyscallWire
import SystemPackage

/// The start of a stream: what the relay says of itself, after what the command has printed.
struct RelayStart: ~Copyable {
    /// Our end of the stream, a socket of our own process.
    let socket: OwnedFileDescriptor
    let greeting: StubGreeting
    /// What has come after the greeting.
    let received: [UInt8]

    /// Returns the first process at the other end.
    ///
    /// - Throws: ``Unsupported`` for a host of an architecture that the library doesn't know, or ``Hangup``.
    ///
    /// - Parameters:
    ///   - maker: The process that started the command.
    ///   - command: The command, which the stream doesn't outlive.
    consuming func process(madeBy maker: LinuxProcess, _ command: ChildRecord) async throws -> ClonedProcess {
        let (greeting, received, ours) = (greeting, received, maker.host.origin ?? maker.ours)
        guard let architecture = LinuxHost.Architecture(machine: greeting.machine) else {
            throw Unsupported("start", "a host of an unknown architecture, \(greeting.machine) in ELF files")
        }
        let isForeign = architecture != ours.host.architecture
        let output: Int = try await ours.syscall(
            .fcntl, socket, FcntlCommand.dupfd_cloexec, FileDescriptorNumber.afterStandardStreams)
        let link = StreamLink(
            greeting, isForeign ? .foreign : .same, input: socket.releaseNumber(),
            output: OpenedFile(output).number, ours.host.loop, received: received)
        // The command may wait for something else.
        link.atEnd { command.kill(after: Self.patience) }
        return try await link.expectChild {
            try await Self.first(over: link, madeBy: maker, architecture, ours)
        }
    }

    /// How long the stub has to end by itself, which it does once it has ended what is at its end.
    private static let patience = Duration.seconds(5)

    private static func first(
        over link: StreamLink, madeBy maker: LinuxProcess, _ architecture: LinuxHost.Architecture,
        _ ours: LinuxProcess
    ) async throws -> ClonedProcess {
        let greeting = link.greeting
        // Before anything is taken off the stream, which may say that this process has left.
        guard let (server, page) = link.takePlace() else { throw Hangup() }
        link.listen()
        link.look()
        let connection = StreamConnection(
            server, over: link, page,
            in: ProcessNamespaces(
                descriptorTable: DescriptorTable(), pids: PidNamespace(), mounts: MountNamespace()))
        connection.joinTable()
        let host = LinuxHost(
            architecture, release: try await connection.kernelRelease(), pageSize: Int(greeting.pageSize),
            from: ours)
        let root = LinuxProcess(
            pid: ProcessID(greeting.pid), connection: connection, host: host,
            allocator: MemoryAllocator(
                space: AddressSpace(isForeign: architecture != ours.host.architecture),
                connection: connection, pageSize: host.pageSize),
            nursery: .relay(link), tracer: maker.tracer, diagnostics: maker.diagnostics)
        let pidfd: Int = try await root.syscall(.pidfd_open, root.pid, 0)
        let record = ChildRecord(
            pid: root.pid, in: root.pidNamespace, pidfd: OpenedFile(pidfd).number,
            parent: .other,
            ours: root, relay: link)
        try record.watch()
        record.atEnd { link.giveBack(server) }
        return ClonedProcess(process: root, record: record)
    }
}

extension LinuxHost.Architecture {
    /// The architecture with this `e_machine` in its ELF files; `nil` if the library doesn't know it.
    fileprivate init?(machine: UInt32) {
        switch machine {
        case 62: self = .x86_64
        case 183: self = .aarch64
        default: return nil
        }
    }
}

extension CallNumbers {
    /// Those of the architecture that the library knows besides ours.
    static let foreign = CallNumbers(
        SYS.numbers.map { pair in
            #if arch(x86_64)
                (pair.x86_64, pair.aarch64)
            #else
                (pair.aarch64, pair.x86_64)
            #endif
        })
}

extension ProcessConnection {
    /// Asks the process for the release of its kernel.
    fileprivate func kernelRelease() async throws -> String {
        var frame = makeFrame()
        let operand = try frame.reserveOutput(6 * 65)
        let result = try await call(
            Step(.uname, operand, .word(0), .word(0), .word(0), .word(0), .word(0)), &frame)
        guard result == 0 else { return "" }
        let field = frame.outputBytes(6 * 65)[(2 * 65)..<(3 * 65)]
        return String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }
}

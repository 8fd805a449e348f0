/// A socket of ours that a child of the same network namespace connects to, by a name that the kernel chose.
struct ListeningSocket: ~Copyable {
    private let socket: OwnedFileDescriptor

    init(_ local: LinuxProcess) async throws {
        socket = try await local.socket(.unix, [.seqpacket, .nonblock])
    }

    /// Two sockets that are connected.
    struct Ends: ~Copyable {
        let ours: OwnedFileDescriptor
        let theirs: OwnedFileDescriptor
    }

    /// Makes the child connect.
    borrowing func connect(_ child: LinuxProcess, _ life: any ChildLife) async throws -> Ends {
        let local = socket.process
        let pid = try life.pid(in: local)
        try await socket.bind(.unix)
        try await socket.listen(8)
        let theirs = try await child.socket(.unix, .seqpacket)
        try await theirs.connect(try await socket.getsockname())
        return Ends(ours: try await accept(from: pid), theirs: theirs)
    }

    /// Accepts connections until one is the child's: any process of the network namespace can make one.
    private borrowing func accept(from pid: ProcessID) async throws -> OwnedFileDescriptor {
        while true {
            let accepted = try await socket.accept()
            if try await accepted.getsockopt(.peercred).pid == pid { return accepted }
        }
    }
}

import SystemPackage

/// A socket of ours that a child of the same network namespace connects to, by a name that the kernel chose.
struct ListeningSocket: ~Copyable {
    private let socket: OwnedFileDescriptor

    init(_ local: LinuxProcess) async throws {
        socket = try await local.syscall(
            .socket, SocketNumbers.unixFamily, SocketNumbers.sequencedCloseOnExec | SocketNumbers.nonblocking,
            0)
    }

    /// Two sockets that are connected.
    struct Ends: ~Copyable {
        let ours: OwnedFileDescriptor
        let theirs: OwnedFileDescriptor
    }

    /// Has the child connect.
    borrowing func connect(_ child: LinuxProcess, _ life: any ChildLife) async throws -> Ends {
        let local = socket.process
        let pid = try life.pid(in: local)
        // An address without a path has the kernel choose a name.
        try await local.syscall(.bind, socket, [UInt16(SocketNumbers.unixFamily)], 2)
        let room = RoomWithLength(size: 112)
        let name: SocketName = try await local.syscall(.getsockname, socket, room, room.lengthPart)
        try await local.syscall(.listen, socket, 8)
        let theirs: OwnedFileDescriptor = try await child.syscall(
            .socket, SocketNumbers.unixFamily, SocketNumbers.sequencedCloseOnExec, 0)
        try await child.syscall(.connect, theirs, name.bytes, name.bytes.count)
        return Ends(ours: try await accept(from: pid), theirs: theirs)
    }

    /// Accepts connections until one is the child's: any process of the network namespace can make one.
    private borrowing func accept(from pid: ProcessID) async throws -> OwnedFileDescriptor {
        while true {
            let local = socket.process
            let accepted: OwnedFileDescriptor = try await local.syscall(
                .accept4, socket, Address.null, Address.null, SocketNumbers.closeOnExec)
            let room = RoomWithLength(size: 12)
            let peer: PeerPid = try await local.syscall(
                .getsockopt, accepted, SocketNumbers.socketLevel, SocketNumbers.peerCredentials, room,
                room.lengthPart)
            if peer.pid == pid { return accepted }
        }
    }
}

/// Room in the frame for what a socket call writes, with the `socklen_t` that says how much there is.
private struct RoomWithLength: CallArgument, Sendable {
    typealias Placement = InMemory<Bytes>

    let size: Int

    static var usesFrame: Bool { true }

    /// The place of the `socklen_t`.
    var lengthPart: OutputPart { OutputPart(offset: size) }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let operand = try frame.reserveOutput(size + MemoryLayout<UInt32>.size)
        frame.base.storeBytes(of: UInt32(size), toByteOffset: frame.output + size, as: UInt32.self)
        return operand
    }

    var traced: String { "?" }
}

/// The address of a socket, as the kernel wrote it.
private struct SocketName: CallResult {
    let bytes: [UInt8]

    init(_ outcome: borrowing CallOutcome) {
        let length = outcome.output.load(fromByteOffset: 112, as: UInt32.self)
        bytes = Array(UnsafeRawBufferPointer(start: outcome.output, count: Int(min(length, 112))))
    }
}

/// The process that connected a socket, in our pid namespace.
private struct PeerPid: CallResult {
    let pid: ProcessID

    init(_ outcome: borrowing CallOutcome) { pid = ProcessID(outcome.output.load(as: CInt.self)) }
}

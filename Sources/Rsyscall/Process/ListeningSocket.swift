import SystemPackage

/// A socket of ours that a child of the same network namespace connects to, by a name that the kernel chose.
struct ListeningSocket: ~Copyable {
    private let local: LinuxProcess
    private let number: FileDescriptorNumber

    init(_ local: LinuxProcess) async throws {
        self.local = local
        let result: Int = try await local.syscall(
            .socket, SocketNumbers.unixFamily, SocketNumbers.sequencedCloseOnExec | SocketNumbers.nonblocking,
            0)
        number = FileDescriptorNumber(CInt(result))
        local.descriptorTable.reserve(number)
    }

    deinit {
        local.descriptorTable.release(number)
        local.connection.post(Step(.close, (number.register, 0, 0, 0, 0, 0)))
    }

    /// Has the child connect.
    ///
    /// - Returns: The two ends.
    consuming func connect(
        _ child: LinuxProcess, _ life: any ChildLife
    ) async throws -> (ours: FileDescriptorNumber, theirs: FileDescriptorNumber) {
        let pid = try life.pid(in: local)
        // An address without a path has the kernel choose a name.
        try await local.syscall(.bind, number, [UInt16(SocketNumbers.unixFamily)], 2)
        let room = RoomWithLength(size: 112)
        let name: SocketName = try await local.syscall(.getsockname, number, room, room.lengthPart)
        try await local.syscall(.listen, number, 8)
        let result: Int = try await child.syscall(
            .socket, SocketNumbers.unixFamily, SocketNumbers.sequencedCloseOnExec, 0)
        let theirs = FileDescriptorNumber(CInt(result))
        do {
            try await child.syscall(.connect, theirs, name.bytes, name.bytes.count)
            return (try await accept(from: pid), theirs)
        } catch {
            try? await child.closeNumbers([theirs])
            throw error
        }
    }

    /// Accepts connections until one is the child's: any process of the network namespace can make one.
    private borrowing func accept(from pid: ProcessID) async throws -> FileDescriptorNumber {
        while true {
            let result: Int = try await local.syscall(
                .accept4, number, Address.null, Address.null, SocketNumbers.closeOnExec)
            let accepted = FileDescriptorNumber(CInt(result))
            let room = RoomWithLength(size: 12)
            let peer: PeerPid = try await local.syscall(
                .getsockopt, accepted, SocketNumbers.socketLevel, SocketNumbers.peerCredentials, room,
                room.lengthPart)
            if peer.pid == pid { return accepted }
            try await local.closeNumbers([accepted])
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

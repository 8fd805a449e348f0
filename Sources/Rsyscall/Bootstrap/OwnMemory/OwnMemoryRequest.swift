import SystemPackage

/// What a process needs to have memory of its own: the space that it will share with us, a bell, and the program.
struct OwnMemoryParts: ~Copyable {
    let new: NewSpace
    let bell: SpaceBell
    private let ringer: OwnedFileDescriptor
    private let image: FileDescriptorNumber

    /// - Parameter ours: Our own process.
    init(_ ours: LinuxProcess) async throws {
        guard ours.isThisProcess else { throw Unsupported(.memfd_create, "a process on another host") }
        let program = try await ours.stubImage()
        let space = try await NewSpace(ours)
        let pipe = try await ours.pipe2(.nonblock)
        bell = try SpaceBell(pipe.read.releaseNumber(), ours.host.loop, space.doorbell)
        new = space
        ringer = pipe.write
        image = program
    }

    /// The program, the memfd, and the end of the bell that the process rings, in our table. They are close-on-exec.
    var numbers: [FileDescriptorNumber] { [image, new.memfd.number, ringer.number] }
}

/// Gives one child memory of its own: makes it execute the program, and waits for the first answer.
struct OwnMemoryRequest {
    let child: LinuxProcess
    let record: ChildRecord

    /// The name by which `ps` shows the program.
    private static let name = "rsyscall-stub"

    /// Hands the parts to the child.
    ///
    /// - Returns: Their numbers in its table.
    func give(_ parts: borrowing OwnMemoryParts) async throws -> [FileDescriptorNumber] {
        try await leaveSharedTable()
        return try await child.receive(parts.numbers)
    }

    /// Makes the child execute the program, and returns it as the process that it is then.
    ///
    /// - Parameters:
    ///   - given: The numbers that the parts have in the child's table. They are close-on-exec.
    ///   - execute: Makes the child execute an open file with these arguments, and keep the other files open.
    func make(
        _ parts: borrowing OwnMemoryParts, given: [FileDescriptorNumber],
        _ execute: (
            _ image: FileDescriptorNumber, _ arguments: [CString], _ files: ArraySlice<FileDescriptorNumber>
        ) async throws -> Void
    ) async throws -> LinuxProcess {
        // If the child has executed the program, no process has its table any more.
        defer { closeGiven(given) }
        let files = given[1...]
        try await execute(given[0], [CString(Self.name)] + files.map { CString("\($0)") }, files)
        // Those that it was in when it executed the program, since it makes no calls after that.
        let before = child.connection.namespaces
        do {
            let process = try await parts.new.served(
                by: record, madeBy: child, parts.bell, filter: child.connection.filter
            ) { bell in
                ProcessNamespaces(
                    descriptorTable: DescriptorTable(), pids: before.pids,
                    pidsForChildren: before.pidsForChildren, mounts: before.mounts, bell: bell)
            }
            record.killByExit(parts.new.mailbox)
            return process
        } catch {
            _ = record.send(.kill)
            let state = try await record.end()
            throw CommandError.failed(command: Self.name, process: child.pid, state: state)
        }
    }

    /// Gives the child a table of its own if it shares ours, in which descriptors are about to be kept open over an
    /// `execve`.
    private func leaveSharedTable() async throws {
        guard child.descriptorTable === child.ours.descriptorTable else { return }
        try await child.unshare(.files, descriptors: .all)
    }

    private func closeGiven(_ numbers: [FileDescriptorNumber]) {
        let table = child.descriptorTable
        for number in numbers { table.post(close: number, by: child.connection) }
    }
}

extension LinuxProcess {
    /// Returns the program that a process with memory of its own runs, as an open file that stays.
    fileprivate func stubImage() async throws -> FileDescriptorNumber {
        if let number = host.stub.withLock({ $0 }) { return number }
        let file = try await memfd_create("rsyscall-stub", .allow_sealing)
        try await file.write(StubImage.bytes(for: host.architecture))
        // A child that has it can't change what others execute.
        try await file.fcntl_add_seals([.write, .shrink, .grow, .seal])
        let number = file.number
        // Another task may have been faster, and then this file is closed.
        let kept = host.stub.withLock { stub in
            let kept = stub ?? number
            stub = kept
            return kept
        }
        if kept == number { descriptorTable.reserve(file.releaseNumber()) }
        return kept
    }
}

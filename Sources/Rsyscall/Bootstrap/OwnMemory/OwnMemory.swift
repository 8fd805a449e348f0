extension SystemCalling where Self: ~Copyable {
    /// Makes a process with memory of its own, which serves our calls.
    ///
    /// The result is that of ``clone(_:descriptors:users:setTid:)`` and ``ClonedProcess/withOwnMemory()``, in two thirds of
    /// the time for a child of our own process. That child keeps three descriptors of ours from its start, so for a few
    /// microseconds it also holds copies of all with lower numbers: a file that was just written may still count as open
    /// for writing.
    ///
    /// - Parameters:
    ///   - flags: What the process shares with this one, and which namespaces it gets of its own.
    ///   - users: With ``CLONE/newuser``, the users and groups that the new namespace maps.
    /// - Throws: What the two methods throw, or ``Unsupported`` on another host: use
    ///   ``start(through:stub:architecture:sharingMemory:)`` there. No process is left.
    public func cloneWithOwnMemory(
        _ flags: CLONE = [], users: UserMappings = .single()
    ) async throws -> ClonedProcess {
        guard process.isThisProcess, !flags.contains(.files) else {
            return try await cloneFirst(flags, users)
        }
        let parts = try await OwnMemoryParts(process)
        // A standard stream was closed, and one of them has its number: the child must have it under another.
        guard parts.numbers.allSatisfy({ $0 >= .afterStandardStreams }) else {
            return try await cloneFirst(flags, users)
        }
        var request = CloneRequest(
            maker: process, flags: flags, descriptors: .standardStreams, users: users, setTid: [])
        request.given = parts.numbers
        return try await request.make(cgroup: nil).withOwnMemory(parts)
    }

    private func cloneFirst(_ flags: CLONE, _ users: UserMappings) async throws -> ClonedProcess {
        try await droppingRefused(try await clone(flags, users: users)) { try await $0.withOwnMemory() }
    }
}

extension ClonedProcess {
    /// Gives the child memory of its own, in which it goes on to make the calls that it is asked to.
    ///
    /// It executes a small program of the library's, so it starts with the standard streams and those descriptors that
    /// aren't close-on-exec. It keeps its number, its namespaces, its credentials and its working directory. Handles of
    /// its descriptors and its memory from before can't be used anymore. A child that shares our descriptor table gets
    /// one of its own first, even if the call then fails.
    ///
    /// The first 192 MiB of memory that are allocated in it are shared with us, and are read and written without a call.
    /// They take up memory only as they are used. What the child writes there is checked before it is used: unlike
    /// other children, it doesn't have to be trusted with our memory. A call costs what it costs in other children, and
    /// the child's own children share its memory.
    ///
    /// - Returns: The child, which is killed when it is dropped.
    /// - Throws: ``Refused`` with the child. The reason is ``Unsupported`` on another host. If the program was executed
    ///   and failed, it is ``CommandError/failed(command:process:state:message:)``, and the child has ended.
    public consuming func withOwnMemory() async throws(Refused<ClonedProcess>) -> ClonedProcess {
        let process: LinuxProcess
        do {
            let parts = try await OwnMemoryParts(self.process.ours)
            let request = OwnMemoryRequest(child: self.process, record: record)
            process = try await self.process(request, parts, given: try await request.give(parts))
        } catch {
            throw Refused(error, operand: self)
        }
        return transferred(to: process)
    }

    /// Gives the child memory of its own. The child was made with the parts.
    fileprivate consuming func withOwnMemory(
        _ parts: consuming OwnMemoryParts
    ) async throws -> ClonedProcess {
        let request = OwnMemoryRequest(child: process, record: record)
        return transferred(to: try await process(request, parts, given: parts.numbers))
    }

    private func process(
        _ request: OwnMemoryRequest, _ parts: borrowing OwnMemoryParts, given: [FileDescriptorNumber]
    ) async throws -> LinuxProcess {
        try await request.make(parts, given: given) { image, arguments, files in
            try await self.execute(stub: image, arguments, keeping: files)
        }
    }

    private func execute(
        stub image: FileDescriptorNumber, _ arguments: [CString],
        keeping files: ArraySlice<FileDescriptorNumber>
    ) async throws {
        try await execute(.all) { program in
            for file in files {
                let _: Later<Int> = try program.record(.fcntl, file, FcntlCommand.setfd, FD())
            }
            let _: Later<Int> = try program.record(
                .execveat, image, CString(""), WordList(arguments), WordList([], counted: true), AT.empty_path
            )
        }
    }
}

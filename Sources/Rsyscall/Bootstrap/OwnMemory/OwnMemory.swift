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
    /// - Throws: ``Refused`` with the child. If the program was executed and failed, the reason is
    ///   ``CommandError/failed(command:process:state:message:)``, and the child has ended.
    public consuming func withOwnMemory() async throws(Refused<ClonedProcess>) -> ClonedProcess {
        let process: LinuxProcess
        do {
            process = try await OwnMemoryRequest(child: self.process, record: record).make {
                arguments, image in
                try await self.execute(stub: image, arguments)
            }
        } catch {
            throw Refused(error, operand: self)
        }
        return transferred(to: process)
    }

    private func execute(stub image: FileDescriptorNumber, _ arguments: [CString]) async throws {
        try await execute(.all) { program in
            // The memfd and the bell stay open.
            let _: Later<Int> = try program.record(.fcntl, image, FcntlCommand.setfd, FD.cloexec)
            let _: Later<Int> = try program.record(
                .execveat, image, CString(""), WordList(arguments), WordList([], counted: true), AT.empty_path
            )
        }
    }
}

import SystemPackage

/// What a child gets as one of its standard streams.
enum StandardStream: Sendable {
    /// What it has.
    case inherited
    /// The same as the other output.
    case merged
    /// A descriptor above the standard streams, which is closed when the child executes its program.
    case opened(FileDescriptorNumber)
}

extension OwnedFileDescriptor {
    /// Returns a number above the standard streams for the same open file. Neither that nor the number of this handle
    /// has an owner then: the child is about to execute a program.
    consuming func aboveStandardStreams() async throws -> FileDescriptorNumber {
        if number >= .afterStandardStreams { return releaseNumber() }
        let above = try await process.inherit(self)
        _ = releaseNumber()
        return above.releaseNumber()
    }
}

extension LinuxProcess {
    /// Returns descriptors of our own process for the same open files as these of a child, in non-blocking mode. Those
    /// are closed when the child executes its program.
    func take(_ numbers: [FileDescriptorNumber], of child: LinuxProcess) async throws -> [AsyncFileDescriptor]
    {
        guard let life = child.life else { throw Hangup() }
        var program = program()
        program.stopsOnRefusal = false
        for number in numbers {
            let taken: Later<OwnedFileDescriptor> = try program.record(.pidfd_getfd, life.pidfd, number, 0)
            try program.record(.fcntl, taken.placed(in: program), FcntlCommand.setfl, OpenFlags.nonblock)
        }
        let identity = program.identity
        var results = try await program.run()
        var ends: [AsyncFileDescriptor] = []
        for (index, number) in numbers.enumerated() {
            if results.refusal(of: 2 * index) == nil {
                let taken = try results.take(Later<OwnedFileDescriptor>(step: 2 * index, of: identity))
                ends.append(try await AsyncFileDescriptor(nonblocking: taken, on: host.loop))
            } else {
                let theirs = OwnedFileDescriptor(new: number, of: child, in: child.descriptorTable)
                ends.append(try await AsyncFileDescriptor(try await take(theirs)))
            }
        }
        return ends
    }

    /// Returns a descriptor of our own process for the same open file as `descriptor` of a child. That one is closed
    /// when the child executes its program.
    func take(_ descriptor: consuming OwnedFileDescriptor) async throws -> OwnedFileDescriptor {
        let taken: OwnedFileDescriptor
        do {
            guard let life = descriptor.process.life else { throw Hangup() }
            let number: Int = try await syscall(.pidfd_getfd, life.pidfd, descriptor.number, 0)
            taken = OwnedFileDescriptor(
                new: OpenedFile(number).number, of: self, in: descriptorTable, descriptor.kind)
        } catch let error as SyscallError
            where [.permissionDenied, .notPermitted, .noFunction].contains(error.errno)
        {
            // Filters for containers refuse it, and security modules that restrict tracing.
            taken = try await inherit(descriptor)
        }
        _ = descriptor.releaseNumber()
        return taken
    }
}

import SystemPackage

/// The standard streams that a child is about to have.
///
/// The child makes the pipes, so that its ends are in no other table.
struct StandardStreams {
    private let child: LinuxProcess
    private var slave = StandardStream.inherited
    /// Our end of the terminal, if the child has one of its own.
    private(set) var master: AsyncFileDescriptor?
    private var input = StandardStream.inherited
    private var output = StandardStream.inherited
    private var error = StandardStream.inherited

    init(of child: LinuxProcess) { self.child = child }

    /// Makes the child lead a session with a new terminal, whose window has this size.
    mutating func openTerminal(_ window: Winsize) async throws {
        let master = try await child.open("/dev/ptmx", [.rdwr, .noctty])
        try await master.ioctl(.tiocsptlck, 0)
        try await master.ioctl(.tiocswinsz, window)
        let slave = try await master.ioctl(.tiocgptpeer, [.rdwr, .noctty])
        try await child.setsid()
        try await slave.ioctl(.tiocsctty, 0)
        let ours = try await child.ours.take(master)
        self.master = try await AsyncFileDescriptor(ours, on: child.host.loop, isTerminal: true)
        self.slave = .opened(try await slave.aboveStandardStreams())
    }

    /// - Returns: Our end, if there is one.
    mutating func setInput(_ input: consuming RunInput) async throws -> AsyncFileDescriptor? {
        switch input.source {
        case .inherited:
            self.input = slave
            return nil
        case .descriptor:
            self.input = try await opened(input.descriptor)
            return nil
        case .written, .fed:
            if let master {
                self.input = slave
                return master
            }
            let pipe = try await child.pipe2()
            let ours = try await child.ours.take(pipe.write)
            self.input = .opened(try await pipe.read.aboveStandardStreams())
            return try await AsyncFileDescriptor(ours)
        }
    }

    /// - Returns: Our end, if there is one.
    mutating func setOutput(_ output: consuming RunOutput) async throws -> AsyncFileDescriptor? {
        let ours: AsyncFileDescriptor?
        (self.output, ours) = try await opened(output)
        return ours
    }

    /// - Returns: Our end, if there is one and the output doesn't have the same.
    mutating func setError(
        _ error: consuming RunOutput, besides output: AsyncFileDescriptor?
    ) async throws -> AsyncFileDescriptor? {
        let ours: AsyncFileDescriptor?
        (self.error, ours) = try await opened(error)
        return ours === output ? nil : ours
    }

    private func opened(
        _ output: consuming RunOutput
    ) async throws -> (StandardStream, ours: AsyncFileDescriptor?) {
        switch output.destination {
        case .inherited: return (.inherited, nil)
        case .merged: return (.merged, nil)
        case .descriptor: return (try await opened(output.descriptor), nil)
        case .discarded: return (try await opened(child.open("/dev/null", .wronly)), nil)
        case .collected, .streamed:
            if let master { return (slave, master) }
            let pipe = try await child.pipe2()
            let ours = try await child.ours.take(pipe.read)
            return (
                .opened(try await pipe.write.aboveStandardStreams()), try await AsyncFileDescriptor(ours)
            )
        }
    }

    private func opened(_ descriptor: consuming OwnedFileDescriptor?) async throws -> StandardStream {
        guard let descriptor else { return .inherited }
        return .opened(try await child.inherit(descriptor).aboveStandardStreams())
    }

    /// Makes the child take them as its standard streams.
    func takeEffect() async throws {
        var program = child.program()
        try program.put(input, onto: 0, other: 0)
        if case .merged = output {
            try program.put(error, onto: 2, other: 2)
            try program.put(output, onto: 1, other: 2)
        } else {
            try program.put(output, onto: 1, other: 1)
            try program.put(error, onto: 2, other: 1)
        }
        _ = try await program.run()
    }
}

extension Program {
    fileprivate mutating func put(
        _ stream: StandardStream, onto target: CInt, other: CInt
    ) throws {
        switch stream {
        case .inherited: break
        case .merged: try record(.dup3, FileDescriptorNumber(other), FileDescriptorNumber(target), 0)
        case .opened(let number): try record(.dup3, number, FileDescriptorNumber(target), 0)
        }
    }
}

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

    /// Opens what the streams are to be, all pipes in one trip.
    ///
    /// - Parameter directory: The working directory that the child changes to.
    /// - Returns: Our ends, of which the latter don't keep that of the input.
    mutating func open(
        _ input: consuming RunInput, _ output: consuming RunOutput, _ error: consuming RunOutput,
        in directory: FilePath? = nil
    ) async throws -> (input: AsyncFileDescriptor?, ends: RunEnds) {
        let (source, destination, errors) = (input.source, output.destination, error.destination)
        self.input = try await opened(input.descriptor) ?? slave
        self.output = try await opened(output.descriptor) ?? (destination.isMerged ? .merged : .inherited)
        self.error = try await opened(error.descriptor) ?? (errors.isMerged ? .merged : .inherited)
        var needs = NeededStreams(of: child)
        if let directory { try needs.program.chdir(directory) }
        if destination.isDiscarded { try needs.discard(.output) }
        if errors.isDiscarded { try needs.discard(.error) }
        if master == nil {
            if source.isOurs { try needs.pipe(.input) }
            if destination.isOurs { try needs.pipe(.output) }
            if errors.isOurs { try needs.pipe(.error) }
        } else {
            if destination.isOurs { self.output = slave }
            if errors.isOurs { self.error = slave }
        }
        var ourInput = source.isOurs ? master : nil
        var ourOutput = destination.isOurs ? master : nil
        var ourError = errors.isOurs && !destination.isOurs ? master : nil
        for opened in try await needs.open() {
            switch opened.place {
            case .input: (self.input, ourInput) = (opened.stream, opened.ours)
            case .output: (self.output, ourOutput) = (opened.stream, opened.ours)
            case .error: (self.error, ourError) = (opened.stream, opened.ours)
            }
        }
        return (
            ourInput,
            RunEnds(
                input: ourInput, output: ourOutput, error: ourError,
                terminal: master)
        )
    }

    private func opened(_ descriptor: consuming OwnedFileDescriptor?) async throws -> StandardStream? {
        guard let descriptor else { return nil }
        return .opened(try await child.inherit(descriptor).aboveStandardStreams())
    }

    /// Records that the child takes them as its standard streams.
    func takeEffect(in program: inout Program) throws {
        try program.put(input, onto: 0, other: 0)
        if case .merged = output {
            try program.put(error, onto: 2, other: 2)
            try program.put(output, onto: 1, other: 2)
        } else {
            try program.put(output, onto: 1, other: 1)
            try program.put(error, onto: 2, other: 1)
        }
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

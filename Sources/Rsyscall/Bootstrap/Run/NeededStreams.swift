import SystemPackage

/// Pipes and files that a child opens to be its standard streams, in one trip.
struct NeededStreams: ~Copyable {
    enum Place { case input, output, error }

    /// May make other calls first.
    var program: Program
    private let child: LinuxProcess
    private var needed: [(place: Place, step: Int, isPipe: Bool)] = []

    init(of child: LinuxProcess) {
        self.child = child
        program = child.program()
    }

    /// Opens `/dev/null` to be the stream.
    mutating func discard(_ place: Place) throws {
        needed.append((place, program.steps.count, false))
        _ = try program.open("/dev/null", .wronly)
    }

    /// Makes a pipe, one end of which is to be the stream, and the other ours.
    mutating func pipe(_ place: Place) throws {
        needed.append((place, program.steps.count, true))
        _ = try program.pipe2()
    }

    /// What a stream is to be.
    struct Opened {
        let place: Place
        let stream: StandardStream
        /// Our end of a pipe.
        var ours: AsyncFileDescriptor?
    }

    /// Makes the calls.
    consuming func open() async throws -> [Opened] {
        let (child, needed, identity) = (child, needed, program.identity)
        guard !program.steps.isEmpty else { return [] }
        var results = try await program.run()
        var opened: [Opened] = []
        // These have no owner, since they are closed when the child executes its program.
        var ends: [(index: Int, number: FileDescriptorNumber)] = []
        for (index, (place, step, isPipe)) in needed.enumerated() {
            guard isPipe else {
                let file = try results.take(Later<OwnedFileDescriptor>(step: step, of: identity))
                opened.append(Opened(place: place, stream: .opened(try await file.aboveStandardStreams())))
                continue
            }
            let pipe = try results.take(Later<PipeEnds>(step: step, of: identity))
            if case .input = place {
                ends.append((index, pipe.write.releaseNumber()))
                opened.append(
                    Opened(place: place, stream: .opened(try await pipe.read.aboveStandardStreams())))
            } else {
                ends.append((index, pipe.read.releaseNumber()))
                opened.append(
                    Opened(place: place, stream: .opened(try await pipe.write.aboveStandardStreams())))
            }
        }
        let ours = try await child.ours.take(ends.map(\.number), of: child)
        for (end, our) in zip(ends, ours) { opened[end.index].ours = our }
        return opened
    }
}

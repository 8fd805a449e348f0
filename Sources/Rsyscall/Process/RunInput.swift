/// A source of a command's standard input.
public struct RunInput: ~Copyable, Sendable {
    enum Source: Sendable {
        case inherited
        case written
        case fed(@Sendable (CommandInput) async throws -> Void)
        case descriptor
    }

    let source: Source
    /// What the source is, if that is a descriptor.
    let descriptor: OwnedFileDescriptor?

    private init(_ source: Source, _ descriptor: consuming OwnedFileDescriptor? = nil) {
        self.source = source
        self.descriptor = descriptor
    }

    /// The stream of the process that runs the command.
    public static var inherited: RunInput { RunInput(.inherited) }

    /// Nothing: the command finds the end at once.
    public static var empty: RunInput { RunInput(.fed { _ in }) }

    /// These bytes.
    ///
    /// It isn't an error if the command ends without reading all of them.
    public static func bytes(_ bytes: some Sequence<UInt8>) -> RunInput {
        let all = Array(bytes)
        return RunInput(.fed { input in try await input.write(all) })
    }

    /// This text as UTF-8.
    ///
    /// It isn't an error if the command ends without reading all of it.
    public static func text(_ text: String) -> RunInput { .bytes(text.utf8) }

    /// The bytes of an asynchronous sequence's elements, each written as soon as it comes.
    ///
    /// The task that iterates over it is canceled when the command has ended. If the sequence throws, the command is
    /// terminated, and `run` throws the same error.
    public static func sequence<Pieces: AsyncSequence & Sendable>(_ pieces: Pieces) -> RunInput
    where Pieces.Element: Sequence<UInt8> {
        RunInput(
            .fed { input in
                for try await piece in pieces { try await input.write(piece) }
            })
    }

    /// The body of `run`, which writes it while the command runs: ``RunningCommand/standardInput``.
    public static var written: RunInput { RunInput(.written) }

    /// An open file.
    ///
    /// It may belong to any process whose descriptors ``SystemCalling/inherit(_:)`` takes. The command gets a copy, and
    /// this one is closed.
    public static func descriptor(_ descriptor: consuming OwnedFileDescriptor) -> RunInput {
        RunInput(.descriptor, descriptor)
    }
}

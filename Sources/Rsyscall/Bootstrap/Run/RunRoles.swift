/// What is done with our ends of a command's streams.
struct RunRoles: Sendable {
    /// Writes the input, if the body doesn't.
    let feed: (@Sendable (CommandInput) async throws -> Void)?
    /// How many bytes of standard output are collected, if any.
    let outputLimit: Int?
    /// How many bytes of standard error are collected, if any.
    let errorLimit: Int?

    /// Whether the body is to read or write a stream.
    let needsBody: Bool

    init(
        _ input: borrowing RunInput, _ output: borrowing RunOutput, _ error: borrowing RunOutput
    ) {
        feed = input.feed
        outputLimit = output.limit
        errorLimit = error.limit
        needsBody = input.isWritten || output.isStreamed || error.isStreamed
    }
}

extension RunInput {
    fileprivate var feed: (@Sendable (CommandInput) async throws -> Void)? {
        if case .fed(let feed) = source { feed } else { nil }
    }

    fileprivate var isWritten: Bool { if case .written = source { true } else { false } }
}

extension RunOutput {
    fileprivate var limit: Int? { if case .collected(let limit) = destination { limit } else { nil } }

    fileprivate var isStreamed: Bool { if case .streamed = destination { true } else { false } }
}

extension RunInput.Source {
    /// Whether the stream is a pipe or a terminal with an end of ours.
    var isOurs: Bool {
        switch self {
        case .written, .fed: true
        case .inherited, .descriptor: false
        }
    }
}

extension RunOutput.Destination {
    /// Whether the stream is a pipe or a terminal with an end of ours.
    var isOurs: Bool {
        switch self {
        case .collected, .streamed: true
        case .inherited, .discarded, .merged, .descriptor: false
        }
    }

    var isMerged: Bool { if case .merged = self { true } else { false } }
    var isDiscarded: Bool { if case .discarded = self { true } else { false } }
}

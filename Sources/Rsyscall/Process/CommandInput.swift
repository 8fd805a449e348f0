import SystemPackage

/// The standard input of a command that runs, for one task to write to at a time.
public final class CommandInput: Sendable {
    private let descriptor: Guarded<AsyncFileDescriptor?>
    private let isTerminal: Bool
    /// The last byte that was written.
    private let last = Guarded<UInt8?>(nil)

    init(_ descriptor: AsyncFileDescriptor, isTerminal: Bool) {
        self.descriptor = Guarded(descriptor)
        self.isTerminal = isTerminal
    }

    /// Writes all the bytes, and waits while there is no room for more: `write(2)`.
    ///
    /// If it throws, some bytes may have been written.
    ///
    /// - Throws: `EPIPE` if the command doesn't read anymore, or was terminated and has ended; `EIO` if it has left its
    ///   terminal; `CancellationError` if the Swift task is canceled; ``Unsupported`` if the input is closed or another task
    ///   writes.
    public func write(_ bytes: some Sequence<UInt8>) async throws {
        guard let descriptor = descriptor.withLock({ $0 }) else {
            throw Unsupported("write", "standard input that is closed")
        }
        let bytes = Array(bytes)
        if let end = bytes.last { last.withLock { $0 = end } }
        try await descriptor.write(bytes)
    }

    /// Writes all of `text` as UTF-8, and waits while there is no room for more: `write(2)`.
    ///
    /// - Throws: What the `write` of bytes throws.
    public func write(_ text: String) async throws { try await write(text.utf8) }

    /// Ends the input: the command finds the end after the last byte. Does nothing if the input is closed already.
    ///
    /// A terminal has no end. It gets the character that means one, usually Control-D, and gets it twice if the last byte
    /// doesn't end a line: within a line the first only passes on what was written.
    ///
    /// - Throws: For a terminal, what `write` throws.
    public func close() async throws {
        guard let descriptor = descriptor.withLock({ $0.take() }), isTerminal else { return }
        do {
            let end = try await descriptor.descriptor.tcgetattr()[.eof]
            let isWithinLine = last.withLock {
                $0.map { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            }
            try await descriptor.write(isWithinLine == true ? [end, end] : [end])
        } catch let error as SyscallError where [.ioError, .brokenPipe].contains(error.errno) {
            // The command has left its terminal, or was ended.
            return
        }
    }

    /// Ends the input without a character for it.
    func abandon() { descriptor.withLock { $0 = nil } }
}

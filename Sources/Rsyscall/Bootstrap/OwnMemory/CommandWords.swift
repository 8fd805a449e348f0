import CRsyscall
import SystemPackage

/// What a command prints to standard error: it is passed on to that of the process that started the command, for as long
/// as anything can be printed, and the last of it is kept for an error.
final class CommandWords: Sendable {
    private let source: AsyncFileDescriptor
    /// Where it is passed on to, if the process that started the command has a standard error.
    private let target: WordsTarget?
    private let state = Guarded(State())

    private struct State {
        var last: [UInt8] = []
        var isOver = false
        /// The task that waits until what has been printed by now was read.
        var waiter: UnsafeContinuation<Void, Never>?
    }

    /// How many bytes are kept.
    private static let most = 1024

    /// Gives `child`, which is about to execute the command, another standard error than that of its maker.
    init(of child: LinuxProcess, madeBy maker: LinuxProcess) async throws {
        let error = FileDescriptorNumber(2)
        if maker.ours.isThisProcess {
            target = try await child.duplicate(error)
        } else {
            // Over there a write may block the process that makes it.
            let writer = try await maker.clone()
            target = WordsTarget(
                try OwnedFileDescriptor(adopting: error, of: writer.process), keeping: { _ = writer.pid })
        }
        var streams = StandardStreams(of: child)
        guard let source = try await streams.open(.inherited, .inherited, .streamed).ends.error else {
            throw Hangup()
        }
        self.source = source
        var program = child.program()
        try streams.takeEffect(in: &program)
        _ = try await program.run()
    }

    /// The descriptor of our own process that it is passed on to.
    var ourTarget: FileDescriptorNumber? { target?.descriptor.number }

    /// Passes on what is printed from now on.
    func passOn() {
        Task.detached { [self] in
            while let bytes = try? await next(), !bytes.isEmpty {
                state.withLock { $0.last = ($0.last + bytes).suffix(Self.most) }
                await write(bytes)
            }
            let waiter = state.withLock { state in
                state.isOver = true
                return state.waiter.take()
            }
            waiter?.resume()
        }
    }

    /// How long ``last()`` waits for the task that reads. That may be stuck: it passes on earlier text to our standard
    /// error, which may be a full pipe that nobody reads.
    private static let patience = Duration.seconds(1)

    /// Returns the last of what was printed by now.
    func last() async -> String {
        await withUnsafeContinuation { waiter in
            let isOver = state.withLock { state in
                if !state.isOver { state.waiter = waiter }
                return state.isOver
            }
            if isOver { return waiter.resume() }
            // Wakes the task that reads, which may find that there is no more.
            source.source.signal(UInt32(RSYSCALL_EPOLLIN))
            Task.detached { [self] in
                // Nobody cancels it.
                try? await Task.sleep(for: Self.patience)
                state.withLock { $0.waiter.take() }?.resume()
            }
        }
        return state.withLock { String(decoding: $0.last, as: UTF8.self) }
    }

    private func next() async throws -> [UInt8] {
        try await source.whenReadable { source in
            let isAwaited = state.withLock { $0.waiter != nil }
            do {
                return try await source.read(upTo: 4096)
            } catch let error as SyscallError where error.errno == .wouldBlock {
                if isAwaited { state.withLock { $0.waiter.take() }?.resume() }
                throw error
            }
        }
    }

    private func write(_ bytes: [UInt8]) async {
        guard let target else { return }
        var rest = bytes[...]
        while !rest.isEmpty {
            do {
                let written = try await target.descriptor.write(Bytes(Array(rest)))
                rest = rest.dropFirst(max(written, 0))
            } catch let error as SyscallError where error.errno == .wouldBlock {
                // Others have put the file in non-blocking mode.
                let room = Pollfd(target.descriptor, .out)
                guard (try? await target.descriptor.process.poll([room])) != nil else { return }
            } catch {
                // No process reads it anymore.
                return
            }
        }
    }
}

/// The standard error of a process, as a descriptor of the process that writes.
private final class WordsTarget: Sendable {
    let descriptor: OwnedFileDescriptor
    private let keeper: @Sendable () -> Void

    /// - Parameter keeper: Keeps what the descriptor needs.
    init(_ descriptor: consuming OwnedFileDescriptor, keeping keeper: @escaping @Sendable () -> Void = {}) {
        self.descriptor = descriptor
        self.keeper = keeper
    }
}

extension LinuxProcess {
    /// Returns a descriptor of our own process for the same open file as this one of a child; `nil` if there is none.
    fileprivate func duplicate(_ number: FileDescriptorNumber) async throws -> WordsTarget? {
        do {
            let result: Int = try await syscall(
                .fcntl, number, FcntlCommand.dupfd_cloexec, FileDescriptorNumber.afterStandardStreams)
            return WordsTarget(
                try await ours.take(
                    OwnedFileDescriptor(new: OpenedFile(result).number, of: self, in: descriptorTable)))
        } catch let error as SyscallError where error.errno == .badFileDescriptor {
            return nil
        }
    }
}

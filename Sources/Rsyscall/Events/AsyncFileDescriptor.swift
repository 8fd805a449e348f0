import CRsyscall
import Synchronization
import SystemPackage

/// A descriptor whose calls wait without a thread: one Swift task reads from it, and one writes to it.
///
/// A call is made first, and the task waits for the event loop only if the kernel returns `EAGAIN`. Canceling the task
/// ends the wait; what has come stays in the file for the next read. The descriptor is closed with the last reference.
///
/// The descriptor may be in the table of any process; that process makes the calls. A wait ends with ``Hangup`` if that
/// process ends or executes a program.
public final class AsyncFileDescriptor: Sendable {
    /// The descriptor, whose file is in non-blocking mode.
    public let descriptor: OwnedFileDescriptor
    let source: EventSource
    /// Whether the descriptor is the master of a pty. Its reads fail with `EIO` once no process has the terminal open,
    /// which is the end of the stream.
    private let isTerminal: Bool
    /// Whether the descriptor is our own process's and its file isn't of a file system: another process or host may
    /// serve that, and calls wait for it even in non-blocking mode.
    private let isOurStream: Bool
    let readLimit = ReadLimit()
    /// Whether writes are refused, although another process may still read.
    private let isWrittenToEnd = Atomic<Bool>(false)

    /// Takes over the descriptor, and puts its file in non-blocking mode for every process that has it open.
    ///
    /// If one of them takes it out of that mode, as shells do with their standard streams, the calls of our own process
    /// don't wait all the same, but another process that has the descriptor waits in them.
    ///
    /// On any error, the descriptor is closed.
    public convenience init(_ descriptor: consuming OwnedFileDescriptor) async throws {
        let loop = descriptor.process.host.loop
        try await self.init(descriptor, on: loop)
    }

    /// Takes over the descriptor, for `loop` to watch.
    convenience init(
        _ descriptor: consuming OwnedFileDescriptor, on loop: EventLoop, isTerminal: Bool = false
    ) async throws {
        let flags = try await descriptor.fcntl(.getfl)
        try await descriptor.fcntl(.setfl, flags | Int(O_NONBLOCK))
        try await self.init(nonblocking: descriptor, on: loop, isTerminal: isTerminal)
    }

    /// Takes over a descriptor whose file is in non-blocking mode.
    init(
        nonblocking descriptor: consuming OwnedFileDescriptor, on loop: EventLoop, isTerminal: Bool = false
    ) async throws {
        if descriptor.table === loop.table {
            source = EventSource(descriptor.number, loop, isShared: !descriptor.process.isThisProcess)
        } else {
            source = try await TableEpoll.of(descriptor.process, on: loop).watch(descriptor)
        }
        self.isTerminal = isTerminal
        isOurStream =
            descriptor.process.isThisProcess
            && (descriptor.kind == .stream || !FileGlance(descriptor.number.register).isOfFileSystem)
        self.descriptor = descriptor
    }

    // Its properties are destroyed after this, and the descriptor is closed then.
    deinit { source.stop() }

    /// Reads at most `count` bytes as soon as there are any, or none at the end of the file: `read(2)`.
    ///
    /// - Throws: `CancellationError` if the Swift task is canceled, and nothing was read; ``Unsupported`` if another
    ///   task waits to read; ``AllocationError`` if there is no memory for so many bytes.
    public func read(upTo count: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        _ = try await read(upTo: count, appendingTo: &bytes)
        return bytes
    }

    /// Appends what ``read(upTo:)`` would return, and returns the number of bytes.
    func read(upTo count: Int, appendingTo bytes: inout [UInt8]) async throws -> Int {
        while true {
            let moment = source.moment(of: .reading)
            let left = readLimit.left
            if left == 0 { return 0 }
            let most = min(count, left ?? .max)
            let read =
                isDirect
                ? try readDirectly(upTo: most, appendingTo: &bytes)
                : try await readByProcess(upTo: most, appendingTo: &bytes)
            if left != nil { readLimit.take(read ?? 0) }
            if let read = read ?? left.map({ _ in 0 }) { return read }
            try await wait(for: .reading, after: moment)
        }
    }

    /// Ends the file here after its present contents, even if others can still write to it.
    func endNow() {
        // The kernel passes on what a terminal holds a little later, so it doesn't say how much that is.
        if isTerminal { return endNow(after: 64 << 10) }
        if isDirect { return endNow(after: available) }
        Task.detached { [self] in
            let available: CInt? = try? await descriptor.process.syscall(
                .ioctl, descriptor, IoctlRequest.fionread, Output<CInt>())
            endNow(after: Int(available ?? 0))
        }
        Task.detached { [weak self] in
            // The process may be blocked in another call. Nobody cancels the sleep.
            try? await Task.sleep(for: Self.patience)
            self?.endNow(after: 0)
        }
    }

    /// How long another process has to report how much there is to read.
    private static let patience = Duration.seconds(1)

    private func endNow(after count: Int) {
        readLimit.set(count)
        source.signal(UInt32(RSYSCALL_EPOLLIN) | UInt32(RSYSCALL_EPOLLRDHUP))
    }

    /// Refuses every later write with `EPIPE`, even if others can still read it.
    func endWritingNow() {
        isWrittenToEnd.store(true, ordering: .releasing)
        source.signal(UInt32(RSYSCALL_EPOLLOUT))
    }

    /// The number of bytes that can be read without waiting.
    private var available: Int {
        var count: CInt = 0
        withUnsafeMutableBytes(of: &count) { count in
            _ = make(.ioctl, UInt(IoctlRequest.fionread.rawValue), UInt(bitPattern: count.baseAddress))
        }
        return Int(count)
    }

    /// Writes the bytes, or the first of them, as soon as there is room for any, and returns the number: `write(2)`.
    ///
    /// Our own process gets no `SIGPIPE`.
    ///
    /// - Throws: `EPIPE` if no process can read it anymore; `CancellationError` if the Swift task is canceled, and
    ///   nothing was written; ``Unsupported`` if another task waits to write.
    public func write(_ bytes: Bytes) async throws -> Int { try await write(bytes, from: 0) }

    private func write(_ bytes: Bytes, from offset: Int) async throws -> Int {
        while true {
            let moment = source.moment(of: .writing)
            if isWrittenToEnd.load(ordering: .acquiring) { throw refusal(of: .write, EPIPE) }
            if let written = try await writeNow(bytes, from: offset) { return written }
            // The kernel may wake the writer to a full terminal before it refuses the write, and not afterward.
            if isTerminal, try await hasHungUp() { throw refusal(of: .write, EIO) }
            try await wait(for: .writing, after: moment)
        }
    }

    /// Writes all the bytes, with as many calls as it takes: `write(2)`.
    ///
    /// On failure, some bytes may have been written.
    ///
    /// - Throws: What the `write` that returns a number throws.
    public func write(_ bytes: some Sequence<UInt8>) async throws {
        let all = Bytes(bytes)
        var written = 0
        while written < all.array.count {
            written += try await write(all, from: written)
        }
    }

    /// Makes a call once the descriptor may be ready for it, again and again until it is: `accept4(2)`, for example.
    ///
    /// The first try comes at once.
    ///
    /// - Parameter call: Makes a call that reads, on the descriptor. It is tried again if it throws `EAGAIN`.
    /// - Throws: What `call` throws otherwise, or what ``read(upTo:)`` throws.
    public func whenReadable<Result: ~Copyable>(
        _ call: (borrowing OwnedFileDescriptor) async throws -> Result
    ) async throws -> Result {
        while true {
            let moment = source.moment(of: .reading)
            do {
                return try await call(descriptor)
            } catch let error as SyscallError where error.errno == .wouldBlock {
                try await wait(for: .reading, after: moment)
            }
        }
    }

    /// Makes a call once the descriptor may be ready for it, again and again until it is: `sendmsg(2)`, for example.
    ///
    /// The first try comes at once.
    ///
    /// - Parameter call: Makes a call that writes, on the descriptor. It is tried again if it throws `EAGAIN`.
    /// - Throws: What `call` throws otherwise, or what `write` throws.
    public func whenWritable<Result: ~Copyable>(
        _ call: (borrowing OwnedFileDescriptor) async throws -> Result
    ) async throws -> Result {
        while true {
            let moment = source.moment(of: .writing)
            do {
                return try await call(descriptor)
            } catch let error as SyscallError where error.errno == .wouldBlock {
                try await wait(for: .writing, after: moment)
            }
        }
    }

    /// Waits until it may be ready, if no edge has come since `moment`, which is before the call that wasn't.
    func wait(for direction: EventSource.Direction, after moment: EventSource.Moment) async throws {
        guard try await source.wait(for: direction, after: moment) else {
            throw Unsupported(
                "\(direction)", "descriptor \(descriptor.number), which another task waits for")
        }
    }

    /// Whether our own process makes the calls, which don't wait, and they aren't traced.
    private var isDirect: Bool {
        isOurStream && !descriptor.process.tracer.isOn
    }

    /// - Returns: `nil` on `EAGAIN`.
    private func readByProcess(upTo count: Int, appendingTo bytes: inout [UInt8]) async throws -> Int? {
        do {
            let read = try await descriptor.read(upTo: count)
            bytes += read
            return read.count
        } catch let error as SyscallError where error.errno == .wouldBlock {
            return nil
        } catch let error as SyscallError where error.errno == .ioError && isTerminal {
            return 0
        }
    }

    /// - Returns: `nil` on `EAGAIN`.
    private func readDirectly(upTo count: Int, appendingTo bytes: inout [UInt8]) throws -> Int? {
        guard count >= 0 else { throw AllocationError.negativeSize(count) }
        try ValueRoom.check(count)
        var result: Int?
        bytes.append(addingCapacity: count) { room in
            room.withUnsafeMutableBufferPointer { room, filled in
                result = self.read(UInt(bitPattern: room.baseAddress), UInt(bitPattern: count))
                filled = max(result ?? 0, 0)
            }
        }
        return try outcome(of: .read, result)
    }

    /// - Returns: `nil` on `EAGAIN`.
    private func writeNow(_ bytes: Bytes, from offset: Int) async throws -> Int? {
        guard isDirect else {
            do {
                let isWhole = offset == 0 && bytes.array.count <= OwnedFileDescriptor.mostByValue
                let rest = isWhole ? bytes : Bytes(bytes.array[offset...].prefix(64 << 10))
                // A process with memory of its own can report anything.
                return min(try await descriptor.write(rest), rest.array.count)
            } catch let error as SyscallError where error.errno == .wouldBlock {
                return nil
            }
        }
        let result = bytes.array.withUnsafeBytes { buffer in
            let rest = UnsafeRawBufferPointer(rebasing: buffer[offset...])
            return write(UInt(bitPattern: rest.baseAddress), UInt(rest.count))
        }
        return try outcome(of: .write, result)
    }

    private func hasHungUp() async throws -> Bool {
        try await descriptor.process.poll([Pollfd(descriptor, [])], milliseconds: 0)[0].contains(.hup)
    }

    private func refusal(of call: SYS, _ errno: CInt) -> SyscallError {
        descriptor.process.refusal(of: call, ["\(descriptor.number)"], result: -Int(errno))
    }

    private func read(_ start: UInt, _ count: UInt) -> Int? {
        let result = nowait(.preadv2, start, count)
        guard let result, NowaitCall.isUnknown(result) else { return result }
        requireNonblocking()
        return make(.read, start, count)
    }

    /// Writes without the signal of a pipe that has no reader.
    private func write(_ start: UInt, _ count: UInt) -> Int? {
        let result = PipeSignal.without { nowait(.pwritev2, start, count, $0) }
        // An eventfd, for example.
        guard let result, NowaitCall.isUnknown(result) else { return result }
        requireNonblocking()
        return PipeSignal.blocking { make(.write, start, count) }
    }

    /// Makes the call so that it doesn't wait even if the file isn't in non-blocking mode anymore: others that have it
    /// open, such as a program that has it as its standard input, can change that.
    ///
    /// - Returns: `EOPNOTSUPP` negated if the file can't be asked for that.
    private func nowait(_ call: SYS, _ start: UInt, _ count: UInt, _ flags: UInt = 0) -> Int? {
        var buffer = (start, count)
        return withUnsafeBytes(of: &buffer) { buffer in
            make(call, UInt(bitPattern: buffer.baseAddress), 1, at: .max, flags | UInt(RWF_NOWAIT))
        }
    }

    /// Puts the file back in non-blocking mode, if it isn't: it is a terminal, for example.
    private func requireNonblocking() {
        let number = descriptor.number.register
        let flags = Step(.fcntl, (number, UInt(F_GETFL), 0, 0, 0, 0)).made()
        guard flags >= 0, flags & Int(O_NONBLOCK) == 0 else { return }
        _ = Step(.fcntl, (number, UInt(F_SETFL), UInt(flags | Int(O_NONBLOCK)), 0, 0, 0)).made()
    }

    /// Makes a call that doesn't wait.
    func make(
        _ call: SYS, _ start: UInt, _ count: UInt, at offset: UInt = 0, _ flags: UInt = 0
    ) -> Int? {
        var step = Step(call, (descriptor.number.register, start, count, offset, 0, flags))
        step.effects = []
        return descriptor.process.connection.callAtOnce(step)
    }

    private func outcome(of call: SYS, _ result: Int?) throws -> Int? {
        // This process is a copy of the one that it was made in.
        guard let result else { throw Hangup() }
        if result == -Int(EAGAIN) { return nil }
        if result == -Int(EIO), isTerminal, call == .read { return 0 }
        if SyscallResult.isRefusal(result) {
            throw refusal(of: call, CInt(-result))
        }
        return result
    }
}

import Glibc
import RsyscallWire

@testable import Rsyscall

/// What takes bytes that come over a stream, on either side.
extension Decoder {
    static let wire: [Decoder] = [
        Decoder("programs", byteCount: nil) { bytes in
            bytes.withUnsafeBytes { _ = ReceivedProgram.all(in: $0) }
        },
        Decoder("the answer of a stub", byteCount: nil) { bytes in
            let all = bytes.withUnsafeBytes { Array($0) }
            var search = AnswerSearch(offersMemory: true)
            for part in [all.prefix(all.count / 2), all.dropFirst(all.count / 2)] {
                search.add(Array(part))
                _ = try search.next()
            }
        },
        Decoder("replies", byteCount: nil) { bytes in
            bytes.withUnsafeBytes { bytes in
                // The first byte says how many calls are under way.
                guard let first = bytes.first, let relay = FedLink(calls: Int(first % 4)) else { return }
                relay.feed(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
            }
        },
        Decoder("a reply", byteCount: nil) { bytes in
            bytes.withUnsafeBytes { bytes in
                guard let first = bytes.first, var sent = try? SentProgram() else { return }
                sent.take(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()), steps: Int(first))
            }
        },
    ]
}

/// A program as the relay takes it off the stream, in memory that is as large as it says.
final class ReceivedProgram {
    let header: WireHeader
    let layout: ProgramLayout
    private let start: UnsafeMutableRawPointer

    /// Takes the programs at the start of `bytes`, until something is wrong or is missing.
    static func all(in bytes: UnsafeRawBufferPointer) -> [ReceivedProgram] {
        var (programs, rest): ([ReceivedProgram], UnsafeRawBufferPointer) = ([], bytes)
        while let program = ReceivedProgram(&rest) { programs.append(program) }
        return programs
    }

    private init?(_ bytes: inout UnsafeRawBufferPointer) {
        guard bytes.count >= WireHeader.byteCount else { return nil }
        header = bytes.loadUnaligned(as: WireHeader.self)
        // Larger ones than a fuzzer makes take only time.
        guard header.kind == MessageKind.program.rawValue, let layout = ProgramLayout(header),
            layout.byteCount <= 1 << 20
        else { return nil }
        self.layout = layout
        start = .allocate(byteCount: layout.byteCount, alignment: 16)
        var input = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(WireHeader.byteCount))
        guard Self.move(&input, to: start, layout.headByteCount),
            layout.takeHead(at: start, of: Int(header.length))
        else { return nil }
        var (position, output) = (0, 0)
        while let next = layout.nextInput(from: position, &output, at: start) {
            guard Self.move(&input, to: start + layout.frameOffset + next.offset, next.count) else {
                return nil
            }
            position = next.offset + next.count
        }
        guard layout.relocate(at: start) else { return nil }
        bytes = input
    }

    deinit { start.deallocate() }

    private static func move(
        _ input: inout UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer, _ count: Int
    ) -> Bool {
        guard input.count >= count else { return false }
        if let start = input.baseAddress { target.copyMemory(from: start, byteCount: count) }
        input = UnsafeRawBufferPointer(rebasing: input.dropFirst(count))
        return true
    }

    /// The bytes of the frame.
    var frame: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start + layout.frameOffset, count: layout.frame)
    }

    /// The reply if each step has this result, as the relay makes it.
    func reply(_ result: Int64) -> [UInt8] {
        for step in 0..<layout.steps {
            start.storeBytes(of: result, toByteOffset: step * WireStep.byteCount + 56, as: Int64.self)
        }
        var body: [UInt8] = []
        for step in 0..<layout.steps { body += bytes(of: layout.result(step, at: start)) }
        for index in 0..<layout.outputs {
            let offset = Int(layout.output(index, at: start).offset)
            body += frame[offset..<(offset + wirePadded(layout.sentBack(index, at: start)))]
        }
        let header = WireHeader(
            .reply, length: WireHeader.byteCount + body.count, process: header.process, steps: layout.steps)
        return bytes(of: header) + body
    }
}

/// A program that was sent, whose reply is awaited.
struct SentProgram: ~Copyable {
    let request: StreamRequest
    private let frame: Frame

    /// A program whose frame has a path, two outputs, one of which a result counts, and a word that holds an address.
    init() throws {
        var frame = Frame(travels: true)
        let space = AddressSpace()
        let path = try frame.place(CString("/etc/passwd"), in: space)
        let status = try frame.reserveOutput(144)
        let words = try frame.place([1, 2] as [UInt64], in: space)
        let room = try frame.reserveOutput(100)
        frame.relocate(Int(words.word), to: Int(room.word))
        let none = Operand.word(0)
        let steps = [
            Step(.openat, .word(UInt(bitPattern: -100)), path, none, none, none, none),
            Step(.fstat, .result(of: 0), status, none, none, none, none),
            Step(.read, .result(of: 0), room, .word(100), none, none, none),
            Step(.writev, .result(of: 0), words, .word(1), none, none, none),
        ]
        guard let request = StreamRequest(steps, frame, for: 1) else { throw Hangup() }
        self.request = request
        self.frame = frame
    }

    /// Takes the body of a reply, or of the report that the process has left.
    mutating func take(_ body: UnsafeRawBufferPointer, steps: Int) {
        if !request.take(body, steps: steps) { request.takeLast(body, steps: steps) }
    }
}

/// A link whose relay is played, with calls under way.
private final class FedLink {
    private let link: StreamLink
    private let connection: StreamConnection
    private let peer: CInt

    init?(calls: Int) {
        var ends: [CInt] = [-1, -1]
        let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { return nil }
        peer = ends[1]
        var greeting = StubGreeting()
        greeting.places = 4
        link = StreamLink(
            greeting, input: FileDescriptorNumber(ends[0]),
            output: FileDescriptorNumber(fcntl(ends[0], F_DUPFD_CLOEXEC, 3)), LinuxProcess.local.host.loop)
        guard let (server, page) = link.takePlace() else { return nil }
        let namespaces = ProcessNamespaces(
            descriptorTable: DescriptorTable(), pids: PidNamespace(), mounts: MountNamespace())
        connection = StreamConnection(server, over: link, page, in: namespaces)
        for _ in 0..<calls { connection.post(Step(.getpid)) }
    }

    deinit {
        link.fail("the test ends it")
        close(peer)
    }

    func feed(_ bytes: UnsafeRawBufferPointer) {
        // Not more than the socket takes.
        _ = send(peer, bytes.baseAddress, min(bytes.count, 64 << 10), CInt(MSG_NOSIGNAL))
        link.look()
    }
}

func bytes<Value: BitwiseCopyable>(of value: Value) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

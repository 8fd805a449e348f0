import Foundation
import RsyscallWire
import SystemPackage
import Testing

@testable import Rsyscall

/// What both sides of a stream do with messages, whole, cut off, and impossible.
@Suite struct StreamFormatTests {
    static func bytes<T>(of value: T) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

    private static let getpid =
        bytes(of: WireHeader(.program, length: 88, steps: 1))
        + bytes(of: WireStep(Step(.getpid)))

    private static var article: String {
        get throws {
            try String(
                contentsOf: packageRoot.appendingPathComponent(
                    "Sources/Rsyscall/Rsyscall.docc/StreamFormat.md"),
                encoding: .utf8)
        }
    }

    @Test func `messages are as the article on the format has them`() throws {
        let text = try Self.article
        let example = try #require(text.components(separatedBy: "```\n").dropFirst().first)
        let parts = example.components(separatedBy: "\n\n").map { part in
            part.replacingOccurrences(of: "(48 bytes 00)", with: String(repeating: "00 ", count: 48))
                .split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) }
        }
        let step = Step(.getpid)
        let none = Frame(travels: true)
        let made = StreamRequest([step], none, for: 0)
        let request = try #require(made)
        #if arch(x86_64)
            #expect(request.message == parts[0])
        #endif
        #expect(parts[1].count == 32)
        #expect(parts[1].dropFirst(24).withUnsafeBytes { request.take($0, steps: 1) })
        #expect(request.results == [4711])
        #expect(MemoryLayout<WireHeader>.size == WireHeader.byteCount)
        #expect(MemoryLayout<WireStep>.size == WireStep.byteCount)
        #expect(MemoryLayout<WireOutput>.size == WireOutput.byteCount)
        #expect(MemoryLayout<WireRelocation>.size == WireRelocation.byteCount)
        #expect(MemoryLayout<StubGreeting>.size == StubGreeting.byteCount)
        #expect(Self.bytes(of: StubGreeting.mark) == Array("\0rsyscall stub\n\0".utf8))
        #expect(Self.bytes(of: StubGreeting.mailboxMark) == Array("\0rsyscall memfd\n".utf8))
        #expect(Self.bytes(of: ClientGreeting()) == [Wire.version] + Array("syscall".utf8))
    }

    @Test func `article says the version, the size of the greeting and the offsets of its fields`() throws {
        let article = try Self.article
        #expect(article.contains("the version, which is \(Wire.version), and"))
        #expect(article.contains("Otherwise the stub answers with \(StubGreeting.byteCount) bytes:"))
        let fields: [(PartialKeyPath<StubGreeting>, String)] = [
            (\.version, "the version"), (\.pid, "the number of the first process"),
            (\.stack, "the offset in a place of the stack"), (\.made, "the offset in a place of the word"),
            (\.cleared, "the address of the word"), (\.mask, "the signals that were blocked"),
            (\.sharesMemory, "1 if processes share the memory"), (\.arguments, "the number of arguments"),
            (\.words, "the size of the words"),
        ]
        for (field, text) in fields {
            let offset = try required(MemoryLayout<StubGreeting>.offset(of: field))
            let row = article.split(separator: "\n").first {
                $0.hasPrefix("| \(offset) |") && $0.contains("| \(text)")
            }
            #expect(row != nil, "\(text) isn't said to be at \(offset)")
        }
    }

    @Test(arguments: [0, 0x41] as [UInt8])
    func `the answer of a stub is not searched for without end`(_ byte: UInt8) throws {
        var search = AnswerSearch(offersMemory: true)
        for _ in 0..<16 {
            search.add(Array(repeating: byte, count: 1 << 16))
            guard case nil = try search.next() else {
                Issue.record("found")
                return
            }
        }
        search.add([byte, byte])
        #expect(throws: Unsupported.self) { try search.next() }
    }

    @Test func `the answer of a stub is found after a banner, and not before all of it is there`() throws {
        var greeting = Self.greeting
        greeting.words = 16
        let answer = Self.bytes(of: greeting) + Array(repeating: 0x41, count: 16)
        let all = Array("Welcome\0rsyscall!\n".utf8) + answer
        for count in 0..<all.count {
            var search = AnswerSearch(offersMemory: true)
            search.add(Array(all[..<count]))
            guard case nil = try? search.next() else {
                Issue.record("\(count) bytes were enough")
                continue
            }
        }
        var search = AnswerSearch(offersMemory: true)
        search.add(all)
        guard case .stream(let found, _) = try search.next() else {
            Issue.record("not found")
            return
        }
        #expect(found.words == 16)
        greeting.version = 1
        var other = AnswerSearch(offersMemory: true)
        other.add(Self.bytes(of: greeting))
        #expect(throws: Unsupported.self) { try other.next() }
        var endless = AnswerSearch(offersMemory: true)
        endless.add(Array(repeating: 0x41, count: (1 << 20) + 1))
        #expect(throws: Unsupported.self) { try endless.next() }
    }

    @Test(arguments: [
        "\0rsyscall text", "\0rsyscall stub\0rsyscall mem", "\0\0rsyscall stub\n\n", "\0rsyscall memfd",
    ])
    func `the answer of a stub is found after what only begins like one`(_ text: String) throws {
        var search = AnswerSearch(offersMemory: true)
        search.add(Array(text.utf8) + Self.bytes(of: Self.greeting))
        guard case .stream(let found, _) = try search.next() else { return #expect(Bool(false), "not found") }
        #expect(found.pid == 17)
        var endless = AnswerSearch(offersMemory: true)
        endless.add(Array(text.utf8) + Array(repeating: 0x41, count: 1 << 20))
        #expect(throws: Unsupported.self) { try endless.next() }
    }

    @Test(.timeLimit(.minutes(1)))
    func `search for the answer of a stub looks at each byte once`() throws {
        var search = AnswerSearch(offersMemory: true)
        for _ in 0..<(1 << 18) {
            search.add([0, 0x41, 0x42, 0x43])
            guard case nil = try search.next() else { return #expect(Bool(false), "found") }
        }
    }

    private static var greeting: StubGreeting {
        var greeting = StubGreeting()
        greeting.pid = 17
        greeting.places = 4
        greeting.pageSize = 4096
        greeting.stride = 1 << 20
        return greeting
    }

    @Test(arguments: 0..<8) func `a greeting that no stub sends is a hangup`(_ field: Int) throws {
        var greeting = Self.greeting
        switch field {
        case 0: greeting.pageSize = .max
        case 1: greeting.pageSize = 0
        case 2: greeting.pageSize = 5000
        case 3: greeting.pid = -1
        case 4: greeting.places = 0
        case 5: greeting.words = .max
        case 6: greeting.stride = 0
        default: greeting.stack = .max
        }
        var search = AnswerSearch(offersMemory: true)
        search.add(Self.bytes(of: greeting))
        #expect(throws: Hangup.self) { try search.next() }
    }

    /// What is played to a stub, and how it then ends.
    private func status(_ bytes: [UInt8]) async throws -> ChildState {
        let scratch = try Scratch()
        let path = FilePath(try scratch.directory("")).appending("stub")
        let child = try await LinuxProcess.local.clone()
        try await child.installStub(at: path)
        try await child.exit()
        // All processes have ended when nobody has the outputs any more.
        return try await LinuxProcess.local.run(Command(path), input: .bytes(bytes)).state
    }

    @Test func `a stub whose stream is cut at any byte ends with all processes`() async throws {
        var open = Frame(travels: true)
        let path = try open.place(CString("/etc/passwd"), in: AddressSpace())
        let opened = Step(
            .openat, .word(UInt(bitPattern: -100)), path, .word(0), .word(0), .word(0), .word(0))
        let made = StreamRequest([opened, Step(.getpid)], open, for: 0)
        let request = try #require(made)
        let session = Self.bytes(of: ClientGreeting()) + Self.getpid + request.message
        let scratch = try Scratch()
        let file = FilePath(try scratch.directory("")).appending("stub")
        let child = try await LinuxProcess.local.clone()
        try await child.installStub(at: file)
        try await child.exit()
        for count in 0...session.count {
            let state = try await LinuxProcess.local.run(
                Command(file), input: .bytes(Array(session[..<count]))
            ).state
            #expect(state == .exited(status: count < 8 ? 103 : 0), "\(count) bytes")
        }
    }

    @Test(
        arguments: [
            ("a length of 0", WireHeader(.program, length: 0, steps: 1)),
            ("a place that isn't there", WireHeader(.program, length: 88, process: 1 << 20, steps: 1)),
            ("no steps", WireHeader(.program, length: 88)),
            ("too many steps", WireHeader(.program, length: 88, steps: 2000)),
            ("a negative frame", WireHeader(.program, length: 88, steps: 1, value: -8)),
            ("a huge frame", WireHeader(.program, length: 88, steps: 1, value: 1 << 40)),
            ("an odd frame", WireHeader(.program, length: 92, steps: 1, value: 4)),
            ("a wrong length", WireHeader(.program, length: 96, steps: 1)),
            ("the first place", WireHeader(.place)),
            ("a place beyond the last", WireHeader(.place, process: 1 << 30)),
            ("what only a stub says", WireHeader(.reply, length: 32, steps: 1)),
        ])
    func `a stub that is sent nonsense exits with status 105`(_ what: String, _ header: WireHeader)
        async throws
    {
        let session =
            Self.bytes(of: ClientGreeting()) + Self.bytes(of: header)
            + Self.bytes(of: WireStep(Step(.getpid)))
        #expect(try await status(session) == .exited(status: 105), "\(what)")
    }

    @Test func `a stub of another version exits with status 104`() async throws {
        #expect(try await status([1] + Array("syscall".utf8)) == .exited(status: 104))
    }

    @Test(
        arguments: [
            ("a length of 0", WireHeader(.reply, length: 0, steps: 1)),
            ("an odd length", WireHeader(.reply, length: 33, steps: 1)),
            ("a huge length", WireHeader(.reply, length: 1 << 31, steps: 1)),
            ("another place", WireHeader(.reply, length: 32, process: 7, steps: 1)),
            ("too few results", WireHeader(.reply, length: 32, steps: 0)),
            ("too many results", WireHeader(.reply, length: 32, steps: 2)),
            ("more output than asked for", WireHeader(.reply, length: 40, steps: 1)),
            ("what only the library says", WireHeader(.place, length: 32)),
            ("a kind that isn't there", WireHeader(.left, length: 32, process: 9)),
        ])
    func `a peer that answers with nonsense is cut off`(_ what: String, _ header: WireHeader) async throws {
        let played = try PlayedRelay()
        async let result = played.getpid()
        try await played.answer(
            Self.bytes(of: header) + Self.bytes(of: Int64(4711)) + Array(repeating: 0, count: 8))
        #expect(await result == nil, "\(what)")
        #expect(played.link.isOver)
    }

    @Test func `a peer that takes no more is cut off, even if it doesn't end the stream`() async throws {
        let played = try PlayedRelay()
        played.refuse()
        #expect(await played.getpid() == nil)
        #expect(played.link.isOver)
    }

    @Test func `hangup knows that a process has not begun a call`() async throws {
        let played = try PlayedRelay()
        async let first = played.error()
        async let second = played.error()
        // One was begun, and the other not.
        try await played.answer([])
        try await played.answer(
            Self.bytes(of: WireHeader(.left, length: 32, steps: 1)) + Self.bytes(of: Int64(Step.begun)))
        let mayHaveBegun = await [first?.mayHaveBegun, second?.mayHaveBegun]
        #expect(mayHaveBegun.count { $0 == true } == 1 && mayHaveBegun.count { $0 == false } == 1)
    }

    @Test func `end of a child is found after thousands of others that came before its number was known`()
        async throws
    {
        let played = try PlayedRelay()
        try await played.link.expectChild {
            var reports: [UInt8] = []
            for pid in 1...5000 {
                reports += Self.bytes(of: WireHeader(.ended, process: UInt32(pid), value: Int64(pid)))
            }
            async let result = played.getpid()
            try await played.answer(
                reports + Self.bytes(of: WireHeader(.reply, length: 32, steps: 1)) + Self.bytes(of: Int64(1)))
            #expect(await result == 1)
            let child = PlayedChild(pid: ProcessID(4999))
            played.link.watch(child)
            #expect(child.status.withLock { $0 } == 4999)
        }
    }

    @Test func `the place of the first process isn't used again, and others are`() throws {
        let played = try PlayedRelay()
        let second = try #require(played.link.takePlace()).0
        #expect(second.place == 1)
        played.link.giveBack(second)
        played.link.giveBack(second)
        #expect(try #require(played.link.takePlace()).0.place == 1)
        #expect(try #require(played.link.takePlace()).0.place == 2)
        played.link.giveBack(played.server)
        #expect(try #require(played.link.takePlace()).0.place == 3)
        #expect(played.link.takePlace() == nil)
    }

    @Test func `an answer that is cut at any byte is a hangup`() async throws {
        let answer = Self.bytes(of: WireHeader(.reply, length: 32, steps: 1)) + Self.bytes(of: Int64(4711))
        for count in 0...answer.count {
            let played = try PlayedRelay()
            async let result = played.getpid()
            try await played.answer(Array(answer[..<count]))
            played.end()
            #expect(await result == (count == answer.count ? 4711 : nil), "\(count) bytes")
        }
    }

    @Test func `answers that nobody asked for are a hangup`() async throws {
        let played = try PlayedRelay()
        let answer = Self.bytes(of: WireHeader(.reply, length: 32, steps: 1)) + Self.bytes(of: Int64(4711))
        async let result = played.getpid()
        try await played.answer(answer + answer)
        #expect(await result == 4711)
        played.end()
        #expect(await played.getpid() == nil)
    }
}

/// A child of a relay that a test plays.
private final class PlayedChild: RelayedChild {
    let pid: ProcessID
    let status = Guarded<CInt?>(nil)

    init(pid: ProcessID) { self.pid = pid }

    func ended(_ status: Result<CInt, StreamEnd>) {
        self.status.withLock { $0 = try? status.get() }
    }
}

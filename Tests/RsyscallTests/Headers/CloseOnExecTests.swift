import Foundation
import Rsyscall
import SystemPackage
import Testing

/// Every call that makes a descriptor, each once by default and once with `closeOnExec: false`.
@Suite(.everyKindOfProcess) struct CloseOnExecTests {
    let process = ProcessKind.current

    @Test func `open and openat and memfd_create and duplicate set FD_CLOEXEC by default`() async throws {
        let directory = try await process.open("/")
        try await expectDefault(
            "open", try await process.open("/"), try await process.open("/", closeOnExec: false))
        try await expectDefault(
            "openat", try await directory.openat("tmp"),
            try await directory.openat("tmp", closeOnExec: false))
        try await expectDefault(
            "open_tree", try await process.open_tree("/"),
            try await process.open_tree("/", closeOnExec: false))
        try await expectDefault(
            "memfd_create", try await process.memfd_create("a"),
            try await process.memfd_create("a", closeOnExec: false))
        try await expectDefault(
            "duplicate", try await directory.duplicate(),
            try await directory.duplicate(closeOnExec: false))
    }

    @Test func `dup3 sets FD_CLOEXEC by default but not on standard streams`() async throws {
        let directory = try await process.open("/")
        let one = try await process.open("/tmp")
        let other = try await process.open("/tmp")
        try await expectDefault(
            "dup3", try await directory.dup3(onto: one),
            try await directory.dup3(onto: other, closeOnExec: false))
        let target = try await process.open("/tmp").releaseNumber()
        try await directory.dup3(ontoUnowned: target)
        let kept = try OwnedFileDescriptor(adopting: target, of: process)
        #expect(try await kept.fcntl(.getfd) == 0)
        let released = kept.releaseNumber()
        try await directory.dup3(ontoUnowned: released, closeOnExec: true)
        let again = try OwnedFileDescriptor(adopting: released, of: process)
        #expect(try await again.fcntl(.getfd) == FD.cloexec.rawValue)
    }

    @Test func `pipe2 sets FD_CLOEXEC on both ends by default`() async throws {
        let usual = try await process.pipe2()
        let kept = try await process.pipe2(closeOnExec: false)
        try await expectDefault("pipe2", usual.read, kept.read)
        try await expectDefault("pipe2", usual.write, kept.write)
        var buffer = try await process.allocate([CInt].self, count: 4).unsafelyReinterpret(as: PipeEnds.self)
        let ends = try await process.pipe2(into: &buffer).read().value
        let keptEnds = try await process.pipe2(into: &buffer, closeOnExec: false).read().value
        try await expectDefault("pipe2 into memory", ends.read, keptEnds.read)
        try await expectDefault("pipe2 into memory", ends.write, keptEnds.write)
    }

    @Test func `socket and socketpair and accept set FD_CLOEXEC by default`() async throws {
        let listener = try await process.socket(.unix, .stream)
        try await listener.bind(.unix)
        try await listener.listen()
        let name = try await listener.getsockname()
        let usual = try await process.socketpair(.unix, .stream)
        let kept = try await process.socketpair(.unix, .stream, closeOnExec: false)
        try await expectDefault("socketpair", usual.first, kept.first)
        try await expectDefault("socketpair", usual.second, kept.second)
        let one = try await process.socket(.unix, .stream)
        let other = try await process.socket(.unix, .stream, closeOnExec: false)
        try await one.connect(name)
        try await other.connect(name)
        try await expectDefault(
            "accept", try await listener.accept(), try await listener.accept(closeOnExec: false))
        let third = try await process.socket(.unix, .stream)
        let fourth = try await process.socket(.unix, .stream)
        try await third.connect(name)
        try await fourth.connect(name)
        let withAddress = try await listener.acceptWithAddress()
        let keptWithAddress = try await listener.acceptWithAddress(closeOnExec: false)
        try await expectDefault(
            "acceptWithAddress", withAddress.connection, keptWithAddress.connection)
        try await expectDefault("socket", one, other)
    }

    @Test(.enabled(if: geteuid() == 0, "mounting takes CAP_SYS_ADMIN"))
    func `fsopen and fsmount set FD_CLOEXEC by default`() async throws {
        let one = try await process.fsopen("tmpfs")
        let other = try await process.fsopen("tmpfs", closeOnExec: false)
        try await one.fsconfig(.cmd_create)
        try await other.fsconfig(.cmd_create)
        try await expectDefault(
            "fsmount", try await one.fsmount(), try await other.fsmount(closeOnExec: false))
        try await expectDefault("fsopen", one, other)
    }

    /// Those that always make one that is closed on exec, as the listener of a filter is.
    private static let without: Set<String> = [
        "seccomp", "pidfd_open", "pidfd_getfd", "ioctl", "getsockopt_peerpidfd",
        "landlock_create_ruleset",
    ]

    @Test func `every call that makes a descriptor has closeOnExec`() {
        let files = LibrarySource.files.filter {
            $0.path.hasPrefix("Headers/") && !$0.path.hasSuffix("Programs.swift")
        }
        let made =
            /public (?:consuming )?func (\w+)\(([^{]*?)\)[^{(]*-> (?:OwnedFileDescriptor|PipeEnds|SocketPair|Accepted\w+)\b/
        let calls = files.flatMap { $0.text.matches(of: made) }
        for call in calls where !Self.without.contains(String(call.1)) {
            #expect(call.0.contains("closeOnExec: Bool ="), "\(call.0)")
        }
        let names = Set(calls.map { String($0.1) })
        #expect(names.isSuperset(of: ["open", "openat", "pipe2", "memfd_create", "duplicate", "dup3"]))
    }

    private func expectDefault(
        _ call: String, _ usual: consuming OwnedFileDescriptor, _ kept: consuming OwnedFileDescriptor,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let (byDefault, asAsked) = (try await usual.fcntl(.getfd), try await kept.fcntl(.getfd))
        #expect(byDefault == FD.cloexec.rawValue, "\(call)", sourceLocation: sourceLocation)
        #expect(asAsked == 0, "\(call)", sourceLocation: sourceLocation)
    }

    @Test func `openat2 and inotify_init1 set FD_CLOEXEC by default`() async throws {
        try await expectDefault(
            "openat2", try await process.openat2("/"), try await process.openat2("/", closeOnExec: false))
        try await expectDefault(
            "inotify_init1", try await process.inotify_init1(),
            try await process.inotify_init1(closeOnExec: false))
    }
}

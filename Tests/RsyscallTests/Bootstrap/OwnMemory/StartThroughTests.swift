import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// Processes that commands start.
@Suite(.timeLimit(.minutes(5))) struct StartThroughTests {
    let local = LinuxProcess.local

    private static let isRoot = geteuid() == 0

    /// A command that makes a user namespace, which every user may.
    private let unshare = Command("unshare", ["--user", "--map-root-user"])

    @Test func `start through unshare serves calls in the namespace that the command made`() async throws {
        let inside = try await local.start(through: unshare)
        #expect(try await inside.getuid() == Uid(0))
        #expect(try await inside.readlink("/proc/self/ns/user") != local.readlink("/proc/self/ns/user"))
        let file = try await inside.memfd_create("file")
        try await file.write("hello")
        #expect(try await file.pread(upTo: 8, at: 0) == Array("hello".utf8))
        #expect(try await inside.readlink("/proc/self/fd/0") == "/dev/null")
        #expect(try await inside.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test func `start through a command that forks reaches the process that it made`() async throws {
        let command = Command("unshare", ["--user", "--map-root-user", "--fork", "--pid", "--mount-proc"])
        let inside = try await local.start(through: command)
        #expect(try await inside.getpid() == ProcessID(1))
        let child = try await inside.clone()
        #expect(try await child.getppid() == ProcessID(1))
        let pipe = try await inside.pipe2()
        let ours = try await local.inherit(pipe.write)
        let reading = Task { [read = Handover(pipe.read)] in try await read.take().read(upTo: 16) }
        while !inside.process.connection.isBusy { await Task.yield() }
        try await ours.write("hello")
        #expect(try await reading.value == Array("hello".utf8))
    }

    @Test(.enabled(if: isRoot, "the superuser alone becomes another user"))
    func `start through setpriv serves calls as another user`() async throws {
        let other = try await local.start(
            through: Command("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups"]))
        #expect(try await other.getuid() == Uid(65534))
        await expectErrno(EACCES) { try await other.open("/etc/shadow").close() }
        let running = try await other.execve("/bin/true", ["true"], [])
        #expect(try await running.wait() == .exited(status: 0))
    }

    @Test(.enabled(if: isRoot, "the superuser alone may chroot"))
    func `start through chroot executes the stub that was installed there`() async throws {
        let scratch = try Scratch()
        let root = FilePath(try scratch.directory("root"))
        try await local.installStub(at: root.appending("stub"))
        let inside = try await local.start(through: Command("chroot", [root.string]), stub: "/stub")
        let entries = try await inside.open("/", .directory).getdents64().map(\.name.string)
        #expect(Set(entries) == [".", "..", "stub"])
        // There is no /dev/null.
        let input = try OwnedFileDescriptor(adopting: FileDescriptorNumber(0), of: inside.process)
        #expect(try await input.read(upTo: 1) == [])
    }

    @Test func `start through a command that prints first, and one that passes the path on`() async throws {
        let inside = try await local.start(
            through: Command("sh", ["-c", "echo banner >/dev/null; exec \"$0\""]))
        #expect(try await inside.getppid() == local.getpid())
    }

    @Test(
        arguments: [
            ("exit 7", 7), ("exec true", 0), ("exec \"$0\" </dev/null", 103), ("exec \"$0\" <&-", 103),
        ] as [(String, CInt)])
    func `start through a command that fails throws with its status`(_ line: String, _ status: CInt)
        async throws
    {
        let error = await #expect(throws: CommandError.self) {
            _ = try await local.start(through: Command("sh", ["-c", line]))
        }
        guard case .failed(let command, _, let state, _) = error else {
            return #expect(Bool(false), "\(error as Any)")
        }
        #expect(state == .exited(status: status))
        #expect(command.contains(line) || command.contains("exec"))
    }

    @Test func `start through a command that isn't there throws notFound`() async throws {
        await #expect(throws: Refused<ClonedProcess>.self) {
            _ = try await local.start(through: Command("rsyscall-no-such-command"))
        }
    }

    @Test func `start is canceled while the command asks for something`() async throws {
        let scratch = try Scratch()
        let mark = try scratch.directory("") + "/started"
        let starting = Task {
            _ = try await local.start(through: Command("sh", ["-c", "echo >\(mark); exec sleep 1000"]))
        }
        // The command says by a file that it runs.
        try await awaitFile(at: mark)
        starting.cancel()
        await #expect(throws: CancellationError.self) { try await starting.value }
    }

    @Test func `start is canceled after the command has closed its input`() async throws {
        let scratch = try Scratch()
        let mark = try scratch.directory("") + "/closed"
        let starting = Task {
            _ = try await local.start(
                through: Command("sh", ["-c", "exec <&-; echo >\(mark); exec sleep 1000"]))
        }
        // The command says so by a file.
        try await awaitFile(at: mark)
        starting.cancel()
        await #expect(throws: CancellationError.self) { try await starting.value }
    }

    @Test(arguments: [false, true])
    func `start is canceled although what the command has started keeps its input`(_ sharing: Bool)
        async throws
    {
        let scratch = try Scratch()
        let mark = try scratch.directory("") + "/started"
        let starting = Task {
            _ = try await local.start(
                through: Command("sh", ["-c", "sleep 1000 & echo $! >\(mark)-; mv \(mark)- \(mark); wait"]),
                sharingMemory: sharing)
        }
        // The command says by a file that it runs.
        try await awaitFile(at: mark)
        starting.cancel()
        await #expect(throws: CancellationError.self) { try await starting.value }
        try endLeft(mark)
    }

    @Test func `start throws the status of a command whose child keeps its input`() async throws {
        let scratch = try Scratch()
        let mark = try scratch.directory("") + "/started"
        let command = Command("sh", ["-c", "sleep 1000 & echo $! >\(mark); exit 3"])
        let error = await #expect(throws: CommandError.self) { _ = try await local.start(through: command) }
        guard case .failed(_, _, .exited(status: 3), _) = error else {
            return #expect(Bool(false), "\(error as Any)")
        }
        try endLeft(mark)
    }

    /// Kills the process whose number is in the file.
    private func endLeft(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let pid = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kill(pid, SIGKILL) == 0)
    }

    @Test func `start through a command that closes its input and goes on kills it`() async throws {
        let error = await #expect(throws: CommandError.self) {
            _ = try await local.start(through: Command("sh", ["-c", "exec <&- >&-; exec sleep 1000"]))
        }
        guard case .failed(_, _, .killed(.kill, _), _) = error else {
            return #expect(Bool(false), "\(error as Any)")
        }
    }

    @Test(arguments: [false, true])
    func `command that waits for something else ends after its process`(_ sharing: Bool) async throws {
        let scratch = try Scratch()
        let mark = try scratch.directory("") + "/command"
        let command = Command("sh", ["-c", "echo $$ >\(mark); \"$0\"; exec sleep 1000"])
        do {
            let inside = try await local.start(through: command, sharingMemory: sharing)
            #expect(try await inside.getpid() == inside.pid)
        }
        let text = try String(contentsOfFile: mark, encoding: .utf8)
        let pid = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        try await awaitEnd(of: pid)
    }

    @Test func `end of the stream kills a process that we may not signal`() async throws {
        let inside = try await local.start(through: unshare)
        let record = inside.record
        let shared = try #require(inside.process.spaceMemory)
        shared.hangUp()
        _ = try? await record.end()
        await #expect(throws: Hangup.self) { try await inside.getpid() }
    }

    @Test func `nest of a child, a command and a child is used by one function`() async throws {
        func name(of process: LinuxProcess) async throws -> String {
            let file = try await process.memfd_create("name")
            try await file.write(try await process.uname().nodename)
            return String(decoding: try await file.pread(upTo: 64, at: 0), as: UTF8.self)
        }
        let child = try await local.clone([.newuser, .newuts])
        try await child.sethostname("nested")
        let second = try await child.start(through: Command("setpriv", ["--no-new-privs"]))
        #expect(try await second.prctl_get_no_new_privs())
        let third = try await second.clone()
        for process in [child.process, second.process, third.process] {
            #expect(try await name(of: process) == "nested")
        }
        #expect(try await name(of: local) != "nested")
    }

    @Test func `children of a process whose command waits for it report how they end, and are reaped`()
        async throws
    {
        let inside = try await local.start(through: Command("timeout", ["1000"]))
        let command = try await inside.getppid()
        #expect(command != local.pid)
        for status in CInt(1)...20 {
            let child = try await inside.clone().exec(Command("sh", ["-c", "exit \(status)"]))
            #expect(try await child.wait() == .exited(status: status))
        }
        #expect(try await inside.run(Command("echo", ["hello"])).text == "hello\n")
        let grandchild = try await inside.clone().clone()
        #expect(try await grandchild.killAndWait() == .killed(.kill, coreDumped: false))
        let children = "/proc/\(command)/task/\(command)/children"
        #expect(try String(contentsOfFile: children, encoding: .utf8) == "\(inside.pid) ")
        #expect(try await inside.killAndWait() == .killed(.kill, coreDumped: false))
    }

    @Test func `start that is canceled throws CancellationError whatever it was doing`() async throws {
        let local = local
        for round in 0..<60 {
            let starting = Task {
                let process = try await local.start(through: Command("env"), sharingMemory: round % 2 == 0)
                _ = try await process.getpid()
            }
            // So that each is canceled at another moment.
            try await Task.sleep(for: .milliseconds(round / 4))
            starting.cancel()
            do {
                try await starting.value
            } catch {
                #expect(error is CancellationError, "\(error)")
            }
        }
    }

    @Test(arguments: [1, 60, 200])
    func `ends of what the command had started come with the greeting and are not lost`(_ count: Int)
        async throws
    {
        // The stub, which takes the place of their parent, reaps them.
        let line = "for n in $(seq \(count)); do : & done; exec \"$0\""
        let far = try await local.start(through: Command("sh", ["-c", line]), sharingMemory: false)
        for _ in 0..<3 { #expect(try await far.clone().killAndWait() == .killed(.kill, coreDumped: false)) }
        let link = try #require(far.process.connection as? StreamConnection).link
        // Nobody is told of ends of children that aren't ours. The time limit of the suite ends the wait.
        while link.readEnds < UInt32(count + 3) { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test func `file that was opened after standard output was closed is no output of others`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            _ = try await process.clone().exit()
            Foundation.close(1)
            let secret = try await process.memfd_create("secret")
            guard secret.number == FileDescriptorNumber(1) else { exit(2) }
            let other = try await process.start(through: Command("env"))
            let link = try await other.readlink("/proc/self/fd/1")
            guard !link.string.contains("secret") else { exit(3) }
            exit(0)
        }
    }
}

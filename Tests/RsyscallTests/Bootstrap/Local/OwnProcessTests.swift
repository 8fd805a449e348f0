import Foundation
import Testing

@testable import Rsyscall

/// What changes our own process for good, each in a process of its own.
@Suite struct OwnProcessTests {
    @Test func `run works if descriptors 0 to 2 are closed`() async {
        await #expect(processExitsWith: .success) {
            close(0)
            close(1)
            close(2)
            let output = try await LinuxProcess.local.run(.shell("echo out; echo error >&2"))
            guard output.standardOutput == Array("out\n".utf8), output.standardError == Array("error\n".utf8)
            else { exit(1) }
        }
    }

    @Test func `run with a terminal or streams works if descriptors 0 to 2 are closed`() async {
        await #expect(processExitsWith: .success) {
            for number in CInt(0)...2 { close(number) }
            let process = LinuxProcess.local
            let window = Winsize(row: 24, col: 80)
            let shown = try await process.run(.shell("stty size; echo error >&2"), terminal: window)
            guard shown.text == "24 80\r\nerror\r\n" else { exit(1) }
            // The numbers below 3 may be the pipes' by now, or the loop's.
            let echo = try await process.run(
                .shell("read line; echo $line; echo error >&2"), input: .written, error: .merged
            ) { running in
                try await running.standardInput.write("typed\n")
                return try await running.standardOutput.readToEnd()
            }
            guard echo == Array("typed\nerror\n".utf8) else { exit(2) }
            // What it inherits is closed, as ours was, whatever has our numbers now.
            let inherited = try await process.run(
                .shell("for n in 0 2; do test -e /proc/$$/fd/$n && echo $n; done"), error: .inherited)
            guard inherited.text == "" else { exit(3) }
            let child = try await process.clone()
            let pipe = try await child.pipe2()
            let read = try await AsyncFileDescriptor(pipe.read)
            try await pipe.write.write("child".utf8)
            guard try await read.read(upTo: 10) == Array("child".utf8) else { exit(4) }
            _ = try await child.exit()
        }
    }

    @Test(arguments: [CInt(600), -1])
    func `closing sockets that linger keeps no other task waiting`(_ seconds: CInt) async {
        await #expect(processExitsWith: .success) { [seconds] in
            let process = LinuxProcess.local
            let listener = try await process.socket(.inet, .stream)
            try await listener.bind(.inet(port: 0, addr: .loopback))
            try await listener.listen()
            let name = try await listener.getsockname().decode(as: SockaddrIn.self)
            var peers: [Handover<OwnedFileDescriptor>] = []
            for index in 0..<8 {
                let client = try await process.socket(.inet, .stream)
                try await client.connect(name)
                peers.append(Handover(try await listener.accept()))
                try await client.setsockopt(.linger, Linger(onoff: true, linger: seconds))
                let junk = [UInt8](repeating: 1, count: 1 << 20)
                while send(client.number.rawValue, junk, junk.count, CInt(MSG_DONTWAIT)) > 0 {}
                guard index % 2 == 0 else { continue }
                let other = Handover(try await process.memfd_create("other"))
                Task.detached { [client = Handover(client)] in
                    _ = try await other.take().dup3(onto: client.take()).number
                }
            }
            // The closes wait for their peers, for ten minutes.
            for _ in 0..<100 { await Task.detached { await Task.yield() }.value }
            guard try await process.run(Command("true")).state.isSuccess else { exit(2) }
            exit(0)
        }
    }

    @Test func `calls that would change one thread of ours throw Unsupported`() async throws {
        let process = LinuxProcess.local
        await #expect(throws: Unsupported.self) { try await process.unshare(.files) }
        await #expect(throws: Unsupported.self) { try await process.unshare(.newpid) }
        await #expect(throws: Unsupported.self) {
            try await process.close_range(.init(900), .init(901), .unshare)
        }
        let namespace = try await process.open("/proc/self/ns/pid", .rdonly)
        await #expect(throws: Unsupported.self) { try await process.setns(namespace) }
        await #expect(throws: Unsupported.self) { try await process.sigprocmask(.block, .empty) }
        await #expect(throws: Unsupported.self) {
            try await process.sched_setaffinity(process.sched_getaffinity())
        }
        await #expect(throws: Unsupported.self) { try await process.setpriority(.process, process.pid, 5) }
        await #expect(throws: Unsupported.self) { try await process.prctl_set_no_new_privs() }
        await #expect(throws: Unsupported.self) { try await process.prctl(.set_keepcaps, 1) }
        await #expect(throws: Unsupported.self) { try await process.seccomp_set_mode_strict() }
        await #expect(throws: Unsupported.self) { try await process.seccomp([.verdict(.allow)]) }
        await #expect(throws: Unsupported.self) {
            try await process.unsafeSyscall(.landlock_restrict_self, -1, 0)
        }
        await #expect(throws: Unsupported.self) { try await process.unsafeSyscall(.exit, 0) }
        await #expect(throws: Unsupported.self) {
            try await process.unsafeSyscall(SYS(unlisted: 9999, "new"))
        }
        var program = process.program()
        #expect(throws: Unsupported.self) { try program.prctl_set_no_new_privs() }
        // The same of another process's number is no matter of our threads.
        let child = try await process.clone()
        try await process.setpriority(.process, child.pid, 5)
        #expect(try await process.getpriority(.process, child.pid) == 5)
        _ = try await child.exit()
    }

    @Test(.enabled(if: geteuid() == 0, "becoming another user needs privileges"))
    func `setresuid changes all of our threads and interrupts no call`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            // Calls that libc's broadcast interrupts, in lanes.
            let sleep = Task {
                let time = try await process.pointer(to: Timespec(sec: 0, nsec: 300_000_000))
                return try await process.unsafeSyscall(.nanosleep, time, Address.null)
            }
            let wait = Task { try await process.unsafeSyscall(.poll, Address.null, 0, 300) }
            try await Task.sleep(for: .milliseconds(50))
            let start = ContinuousClock.now
            try await process.setgroups([Gid(65534)])
            try await process.setresgid(Gid(65534), Gid(65534), Gid(65534))
            try await process.setresuid(Uid(65534), Uid(65534), Uid(65534))
            guard try await sleep.value == 0, try await wait.value == 0 else { exit(2) }
            guard .now - start < .seconds(2) else { exit(3) }
            guard Glibc.getuid() == 65534, try await process.getgroups() == [Gid(65534)] else { exit(4) }
            let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
            // Not the first: Dispatch has it exit when Swift's main is asynchronous, and keeps it where it runs nothing.
            for thread in threads where thread != "\(getpid())" {
                let status = try? String(contentsOfFile: "/proc/self/task/\(thread)/status", encoding: .utf8)
                guard status?.contains("Uid:\t65534\t65534\t65534\t65534") != false else { exit(5) }
            }
            do {
                _ = try await process.open("/etc/shadow")
                exit(6)
            } catch let error as SyscallError where error.errno == .permissionDenied {
                guard fopen("/etc/shadow", "r") == nil else { exit(7) }
            }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "becoming another user needs privileges"))
    func `child that changes users leaves our memory dumpable`() async throws {
        let process = LinuxProcess.local
        let child = try await process.clone()
        try await child.setresuid(Uid(65534), Uid(65534), Uid(65534))
        #expect(try await process.prctl(.get_dumpable) == 1)
        // Its child's map is written by an ordinary user, whom the kernel would not let write it otherwise.
        let grandchild = try await child.clone(.newuser)
        #expect(try await grandchild.getuid() == Uid(65534))
        _ = try await grandchild.exit()
        _ = try await child.exit()
    }

    @Test func `first use without a free descriptor or thread throws and can be repeated`() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let hard = limit
            limit.rlim_cur = 3
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let process = LinuxProcess.local
            await expectErrno(EMFILE) { _ = try await process.clone().exit() }
            var all = hard
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &all)
            let child = try await process.clone()
            #expect(try await child.exit() == .exited(status: 0))
        }
    }

    @Test func `epoll instance that others close is replaced, and nothing spins`() async {
        await #expect(processExitsWith: .success) { try await replaceEpoll { close($0) } }
    }

    @Test func `epoll instance whose number others give to another file is replaced`() async {
        await #expect(processExitsWith: .success) {
            let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
            try await replaceEpoll { dup2(null, $0) }
        }
    }
}

/// Has children made and waited for after `lose` took the library's epoll instance.
private func replaceEpoll(_ lose: (CInt) -> Void) async throws {
    let process = LinuxProcess.local
    let first = try await process.clone()
    let epolls = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(
        CInt.init
    )
    .filter {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        return link?.contains("eventpoll") == true
    }
    let used = process.descriptorTable.firstInUse(from: .init(3), through: .init(CInt.max))
    #expect(used != nil)
    for number in epolls where process.descriptorTable.isReserved(.init(number)) {
        await #expect(throws: Unsupported.self) {
            try await process.close_range(.init(number), .init(number))
        }
        #expect(throws: Unsupported.self) {
            _ = try OwnedFileDescriptor(adopting: .init(number), of: process)
        }
        lose(number)
    }
    // The thread that waits on the lost one has not noticed yet.
    let second = try await process.clone()
    #expect(try await second.exit(2) == .exited(status: 2))
    #expect(try await first.exit(3) == .exited(status: 3))
    for _ in 0..<3 {
        let child = try await process.clone()
        #expect(try await child.exit() == .exited(status: 0))
    }
    let before = clock()
    try await Task.sleep(for: .milliseconds(300))
    #expect(clock() - before < CLOCKS_PER_SEC / 10, "a thread spins")
}

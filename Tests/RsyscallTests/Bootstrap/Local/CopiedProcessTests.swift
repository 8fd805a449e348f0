import Foundation
import Testing

@testable import Rsyscall

/// A copy of our process that `fork(2)` makes: the library has no threads there, and its memory is another.
@Suite struct CopiedProcessTests {
    @Test func `every call throws Hangup in a copy that fork made`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let child = try await process.clone()
            let serving = child.process
            let signaler = child.signaler
            let file = try await process.memfd_create("file")
            try await file.ftruncate(4096)
            let mapping = try await file.mmap(length: 4096, [.read, .write], .private)
            let pointer = try await mapping.pointer().write(Bytes("the original's".utf8))
            let other = try await process.clone().withOwnMemory()
            let own = other.process
            let shared = try await own.pointer(to: Bytes("shared".utf8))
            switch forked() {
            case 0:
                alarm(20)
                let failures = await CopyCheck.failures([
                    { _ = try await process.getpid() },
                    { _ = try await process.gettid() },
                    { _ = try await process.stat("/") },
                    { _ = try await process.open("/etc/passwd", .rdonly).number },
                    { _ = try await process.pipe2() },
                    { _ = try await process.clone().process },
                    { _ = try await process.run(Command("true")) },
                    { _ = try await serving.getpid() },
                    { _ = try await serving.memfd_create("file").number },
                    {
                        var program = serving.program()
                        _ = try program.getpid()
                        _ = try await program.run()
                    },
                    { try signaler.signal(.kill) },
                    { _ = try await file.fstat() },
                    { _ = try await file.write(Bytes([1])) },
                    { _ = try await pointer.read() },
                    { _ = try await process.signals(Sigset(.usr1)) },
                    // Its memory is the original's too.
                    { _ = try await own.getpid() },
                    { _ = try await own.stat("/") },
                    {
                        var program = own.program()
                        _ = try program.stat("/")
                    },
                    { _ = try await shared.read() },
                    { _ = try await own.pointer(to: Bytes("the copy's".utf8)) },
                ])
                // What a call has no result for is not done either.
                serving.connection.post(Step(.exit_group))
                _exit(CInt(failures))
            case let copy:
                var status: CInt = -1
                guard copy > 0, waitpid(copy, &status, 0) == copy, status == 0 else { exit(status >> 8 | 1) }
            }
            #expect(try await pointer.read() == Bytes("the original's".utf8))
            #expect(try await shared.read() == Bytes("shared".utf8))
            #expect(try await other.getpid() == other.pid)
            #expect(try await child.getpid() != process.getpid())
            _ = try await other.killAndWait()
            _ = try await child.killAndWait()
        }
    }

    @Test func `what a copy that fork made drops goes on in the original`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let pipe = try await process.pipe2()
            var reader: AsyncFileDescriptor? = try await AsyncFileDescriptor(pipe.read)
            let watched = try required(reader)
            let first = Task { try await watched.read(upTo: 1) }
            while !watched.source.isAwaited(for: .reading) { await Task.yield() }
            try await pipe.write.write([1])
            guard try await first.value == [1] else { exit(2) }
            var own: Handover<ClonedProcess>? = Handover(try await process.cloneWithOwnMemory())
            switch forked() {
            case 0:
                watched.source.stop()
                reader = nil
                own = nil
                _exit(0)
            case let copy:
                var status: CInt = -1
                guard copy > 0, waitpid(copy, &status, 0) == copy, status == 0 else { exit(3) }
            }
            let second = Task { try await watched.read(upTo: 1) }
            while !watched.source.isAwaited(for: .reading) { await Task.yield() }
            try await pipe.write.write([2])
            guard try await second.value == [2] else { exit(4) }
            // Longer than a call is awaited on the spot, so that it rings.
            let child = try required(own).take()
            try await child.nanosleep(Timespec(sec: 0, nsec: 50_000_000))
            _ = try await child.killAndWait()
            _ = reader
        }
    }

    @Test(arguments: [false, true])
    func `descriptor that a copy that fork made drops stays open in the original`(_ isFar: Bool) async {
        await #expect(processExitsWith: .success) { [isFar] in
            let process = LinuxProcess.local
            let other =
                isFar
                ? try await process.start(through: Command("env"), sharingMemory: false)
                : try await process.cloneWithOwnMemory()
            var file: Handover<OwnedFileDescriptor>? = Handover(try await other.memfd_create("kept"))
            switch forked() {
            case 0:
                file = nil
                _exit(0)
            case let copy:
                var status: CInt = -1
                guard copy > 0, waitpid(copy, &status, 0) == copy, status == 0 else { exit(3) }
            }
            let kept = try required(file).take()
            guard try await kept.fstat().size == 0 else { exit(4) }
            // More than a mailbox has slots.
            for _ in 0..<20 { guard try await other.getpid() == other.pid else { exit(5) } }
            _ = try await other.killAndWait()
        }
    }

    @Test func `signal that the original awaits does in a copy that fork made what it did before`() async {
        await #expect(processExitsWith: .success) {
            let signals = try await LinuxProcess.local.signals(Sigset(.term, .usr1))
            switch forked() {
            case 0:
                // The only thread is one of Swift's, which block signals.
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_UNBLOCK, &all, nil)
                kill(getpid(), SIGTERM)
                _exit(11)
            case let copy:
                var status: CInt = -1
                guard copy > 0, waitpid(copy, &status, 0) == copy, status == SIGTERM else { exit(12) }
                kill(getpid(), SIGUSR1)
                // The copy's signal didn't come here.
                for try await signal in signals {
                    exit(signal.signo == SIGUSR1 ? 0 : 13)
                }
            }
        }
    }
}

/// Counts what goes on in a copy.
private enum CopyCheck {
    static func failures(_ calls: [() async throws -> Void]) async -> Int {
        var failures = 0
        for (index, call) in calls.enumerated() {
            do {
                try await call()
                failures = index + 1
            } catch is Hangup {
            } catch {
                failures = index + 101
            }
        }
        return failures
    }
}

/// Returns what `fork(2)` does, which Swift does not import.
private func forked() -> CInt {
    guard let fork = dlsym(nil, "fork") else { exit(10) }
    // Sound because that is the type of fork.
    return unsafeBitCast(fork, to: (@convention(c) () -> CInt).self)()
}

import Glibc
import Testing

@testable import Rsyscall

/// In processes of their own, since a signal of ours is every test's.
@Suite struct SignalSequenceTests {
    @Test func `signals of our own process come with their sender`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            var signals = try await process.signals(Sigset(.usr1, .hup)).makeAsyncIterator()
            for signal in [SIG.usr1, .hup, .usr1] {
                try await process.kill(process.pid, signal)
                let info = try #require(try await signals.next())
                #expect(info.signo == signal.rawValue)
                #expect(info.pid == process.pid)
            }
        }
    }

    @Test func `several sequences get the same signal`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let sequences = [
                try await process.signals(Sigset(.usr1)), try await process.signals(Sigset(.usr1, .usr2)),
            ]
            try await process.kill(process.pid, .usr1)
            for sequence in sequences {
                var signals = sequence.makeAsyncIterator()
                #expect(try await signals.next()?.signo == SIGUSR1)
            }
        }
    }

    @Test func `second task that waits for the signals of one sequence is refused`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let signals = try await process.signals(Sigset(.usr1))
            try await withThrowingTaskGroup(of: CInt?.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        var signals = signals.makeAsyncIterator()
                        do { return try await signals.next()?.signo } catch is Unsupported { return nil }
                    }
                }
                #expect(try await group.next() == .some(nil))
                try await process.kill(process.pid, .usr1)
                #expect(try await group.next() == SIGUSR1)
            }
        }
    }

    @Test func `signal has its old action again once no task waits for it`() async {
        await #expect(processExitsWith: .signal(SIGUSR1)) {
            let process = LinuxProcess.local
            signal(SIGUSR2, SIG_IGN)
            do {
                var signals = try await process.signals(Sigset(.usr1, .usr2)).makeAsyncIterator()
                try await process.kill(process.pid, .usr2)
                #expect(try await signals.next()?.signo == SIGUSR2)
            }
            try await process.kill(process.pid, .usr2)
            try await process.kill(process.pid, .usr1)
            // Some thread of ours takes it, which ends the program.
            sleep(60)
        }
    }

    @Test func `canceling the wait for a signal ends it`() async {
        await #expect(processExitsWith: .success) {
            let signals = try await LinuxProcess.local.signals(Sigset(.usr1))
            let waiting = Task {
                for try await _ in signals { Issue.record("a signal came") }
            }
            await Task.yield()
            waiting.cancel()
            try await waiting.value
        }
    }

    @Test func `signal storm interrupts no call and leaves the latest`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let signals = try await process.signals(Sigset(.usr1))
            let pipe = try await process.pipe2()
            for round in 0..<2000 {
                #expect(kill(getpid(), SIGUSR1) == 0)
                if round % 10 == 0 {
                    try await pipe.write.write([1])
                    #expect(try await pipe.read.read(upTo: 1) == [1])
                }
            }
            var iterator = signals.makeAsyncIterator()
            let isThere = try await iterator.next()?.signo == SIGUSR1
            // With the signal caught still, since one may be on its way.
            withExtendedLifetime(signals) { exit(isThere ? EXIT_SUCCESS : EXIT_FAILURE) }
        }
    }

    @Test func `signals of faults are refused in our own process`() async throws {
        let process = LinuxProcess.local
        for fault in [SIG.segv, .bus, .fpe, .ill] {
            await #expect(throws: Unsupported.self) { _ = try await process.signals(Sigset(fault)) }
        }
    }

    @Test(arguments: ProcessKind.all)
    func `signals that can't be awaited are refused with EINVAL`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            for set in [Sigset(.kill), Sigset(.stop), Sigset(.usr1, .kill), .empty] {
                await expectErrno(EINVAL) { _ = try await process.signals(set) }
            }
        }
    }

    @Test(arguments: ProcessKind.children)
    func `signals of a child are awaited by the child`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { child in
            var signals = try await child.signals(Sigset(.usr1, .term)).makeAsyncIterator()
            for signal in [SIG.usr1, .term] {
                try await child.kill(child.getpid(), signal)
                #expect(try await signals.next()?.signo == signal.rawValue)
            }
        }
    }

    @Test(arguments: ProcessKind.children)
    func `sigtimedwait returns a blocked signal or EAGAIN`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { child in
            await expectErrno(EAGAIN) {
                _ = try await child.sigtimedwait(Sigset(.usr1), timeout: Timespec(.milliseconds(1)))
            }
            await expectErrno(EINVAL) {
                _ = try await child.sigtimedwait(Sigset(.usr1), timeout: Timespec(sec: -1))
            }
            try await child.kill(child.getpid(), .usr1)
            let info = try await child.sigtimedwait(Sigset(.usr1))
            #expect(info.signo == SIGUSR1)
        }
    }

    @Test func `wait for a signal of a child ends with Hangup when it dies`() async throws {
        let child = try await LinuxProcess.local.clone()
        let process = child.process
        let waiting = Task {
            for try await _ in try await process.signals(Sigset(.usr1)) { Issue.record("a signal came") }
        }
        await Task.yield()
        #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        await #expect(throws: Hangup.self) { try await waiting.value }
    }

    @Test func `signals come to a sequence that begins after their action was set to another one`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let first = try await process.signals(Sigset(.usr1))
            try await process.sigaction(.usr1, .ignore)
            var second = try await process.signals(Sigset(.usr1)).makeAsyncIterator()
            try await process.kill(process.pid, .usr1)
            #expect(try await second.next()?.signo == SIGUSR1)
            var signals = first.makeAsyncIterator()
            #expect(try await signals.next()?.signo == SIGUSR1)
        }
    }

    @Test func `signal keeps an action that was set while a task waited for it`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            do {
                let signals = try await process.signals(Sigset(.usr1))
                try await process.sigaction(.usr1, .ignore)
                _ = signals
            }
            // The default action would end the process.
            try await process.kill(process.pid, .usr1)
            _ = try await process.getpid()
        }
    }

    @Test func `flood of one signal displaces none of several others that no task has asked for`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let (flooding, last) = (SIG(rawValue: 40), SIG(rawValue: 41))
            let sequence = try await process.signals(Sigset(.usr1, .usr2, .hup, flooding, last))
            // Another sequence says when all have been handed out.
            var ends = try await process.signals(Sigset(last)).makeAsyncIterator()
            for signal in [SIG.usr1, .usr2, .hup] { try await process.kill(process.pid, signal) }
            for _ in 0..<2000 { try await process.kill(process.pid, flooding) }
            try await process.kill(process.pid, last)
            _ = try await ends.next()
            var signals = sequence.makeAsyncIterator()
            var missing: Set<CInt> = [SIGUSR1, SIGUSR2, SIGHUP]
            while !missing.isEmpty { missing.remove(try required(try await signals.next()).signo) }
        }
    }

    @Test func `flood of one signal displaces no other`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            let flooding = SIG(rawValue: 40)
            let sequence = try await process.signals(Sigset(.term, flooding))
            var terms = sequence.makeAsyncIterator()
            for round in 0..<20 {
                for index in 0..<1500 {
                    if index == round * 75 { try await process.kill(process.pid, .term) }
                    try await process.kill(process.pid, flooding)
                }
                while try await terms.next()?.signo != SIGTERM {}
            }
            // What is still on its way would end us once nobody asks for it.
            withExtendedLifetime(sequence) { exit(0) }
        }
    }
}

import SystemPackage
import Testing

@testable import Rsyscall

/// What a process with memory of its own reports that isn't so.
@Suite struct LyingProcessTests {
    private let numbers = [
        Int.min, Int.min + 1, -1 << 40, -5000, -4096, 0, 1, 7, 63, 64, 65, 4095, 65536, 1 << 31, 1 << 40,
        .max / 4, .max / 2, .max - 1, .max,
    ]

    /// The output of a call, of which the process has written every word.
    private func withOutput(of word: Int, _ body: (UnsafeRawPointer, Int) throws -> Void) rethrows {
        // The end of an allocation, so that AddressSanitizer sees a read past it.
        try withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { words in
            words.initialize(repeating: word)
            try body(UnsafeRawPointer(words.baseAddress.unsafelyUnwrapped), words.count * 8)
        }
    }

    private func decode<Value: CallResult & ~Copyable>(_ type: Value.Type) {
        let process = LinuxProcess.local
        for result in numbers {
            for word in numbers {
                withOutput(of: word) { output, count in
                    do {
                        let value = try Value(
                            CallOutcome(
                                result, Step(.read), of: process, in: nil, outputAt: output, count))
                        _ = consume value
                    } catch {
                        #expect(!(error is Hangup))
                    }
                }
            }
        }
    }

    @Test func `results and bytes that a call cannot have decode or throw`() {
        decode([UInt8].self)
        decode(FilePath.self)
        decode(GroupList.self)
        decode(DirentList.self)
        decode(ReceivedDatagram.self)
        decode(ReceivedMessageHeader.self)
        decode(ReceivedHeader.self)
        decode(PolledEvents.self)
        decode(SockaddrStorage.self)
    }

    @Test func `space of a process that has overwritten its life is given up when it ends`() async throws {
        let process = LinuxProcess.local
        let child = try await process.clone().withOwnMemory()
        let bell = try #require(child.process.connection as? MailboxConnection).doorbell
        let memory = try #require(child.process.connection as? MailboxConnection).memory
        // As if it were alive, whatever the kernel writes there.
        let life = UnsafeMutableRawPointer(memory.address) + MailboxMemory.byteCount
        life.storeBytes(of: 12345, as: UInt32.self)
        _ = try await child.killAndWait()
        #expect(!bell.isUsed)
    }

    @Test func `number of a child that a process makes up ends no process`() async throws {
        let process = LinuxProcess.local
        let sibling = try await process.clone()
        let program = try await process.clone().execve("/bin/sleep", ["sleep", "1000"], [])
        // Not those that name more than one process, or this one: a fault should end no more than these two.
        for number in [sibling.pid, program.pid] {
            let stray = StrayProcess(
                pid: number, in: process.pidNamespace, parent: .us, isTrusted: false, reason: Hangup())
            #expect(try await !stray.isReaped(process))
        }
        #expect(try await sibling.getpid() == sibling.pid)
        try program.signal(.term)
        #expect(try await program.wait() == .killed(.term, coreDumped: false))
        _ = try await sibling.killAndWait()
    }

    @Test func `process that a maker did not make isn't taken for its child`() async throws {
        let process = LinuxProcess.local
        let sibling = try await process.clone()
        let maker = try await process.clone().withOwnMemory()
        let lie = NewPidfd(
            number: nil, pid: sibling.pid, maker: maker.process, table: maker.process.descriptorTable,
            isSibling: true)
        await expectErrno(3) { _ = try await lie.ours(process) }
        let child = try await maker.clone()
        #expect(try await child.exit(4) == .exited(status: 4))
        _ = try await maker.killAndWait()
        _ = try await sibling.killAndWait()
    }

    @Test func `results that the kernel never leaves are errors`() {
        #expect(SyscallResult.plausible(-4096) == -5)
        #expect(SyscallResult.plausible(.min) == -5)
        for result in [-4095, -1, 0, 1, Int.max] { #expect(SyscallResult.plausible(result) == result) }
    }

    @Test func `messages are as many as there was room for`() throws {
        for result in numbers {
            for word in numbers {
                withOutput(of: word) { output, count in
                    let outcome = CallOutcome(
                        result, Step(.recvmmsg), of: .local, in: nil, outputAt: output, count)
                    if let messages = try? MessageRooms.messages(in: outcome) {
                        #expect(messages.count == result)
                        #expect(messages.count <= MessageRooms.most)
                    }
                }
            }
        }
    }
}

/// The part of a received message that owns nothing.
private struct ReceivedMessageHeader: CallResult {
    init(_ outcome: borrowing CallOutcome) throws { _ = try MessageHeader(outcome) }
}

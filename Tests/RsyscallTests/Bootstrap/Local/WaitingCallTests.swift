import Foundation
import Testing

@testable import Rsyscall

/// Calls that may wait: no thread of Swift's waits in them.
@Suite struct WaitingCallTests {
    let process = LinuxProcess.local

    @Test(arguments: [1, 4096, 100_000])
    func `write to a pipe without reader fails with EPIPE and sends no SIGPIPE`(_ count: Int) async throws {
        let pipe = try await process.pipe2()
        let writer = pipe.write
        try await pipe.read.close()
        // A child that another test has made meanwhile is a reader too, until it is gone.
        await expectErrno(EPIPE) {
            while true { try await writer.write([UInt8](repeating: 1, count: count)) }
        }
    }

    @Test func `write to a full eventfd waits without blocking Swift's threads`() async throws {
        var counters: [Shared] = []
        for _ in 0..<64 {
            let number = try await process.unsafeSyscall(.eventfd2, 0, CInt(O_CLOEXEC))
            counters.append(try Shared(OwnedFileDescriptor(adopting: .init(CInt(number)), of: process)))
            // It polls writable still.
            try await counters.last?.write(bytes(of: .max - 5))
        }
        let numbers = counters.map(\.number)
        let isDone = DispatchSemaphore(value: 0)
        let watchdog = Thread {
            if isDone.wait(timeout: .now() + 300) == .success { return }
            Issue.record("threads of Swift's were stuck in write")
            var value: UInt64 = 0
            for number in numbers { read(number.rawValue, &value, 8) }
        }
        watchdog.start()
        let writers = counters.map { counter in Task { try await counter.write(bytes(of: 100)) } }
        // Behind the writers in the line for a thread.
        await Task.yield()
        for counter in counters { _ = try await counter.read(8) }
        for writer in writers { _ = try await writer.value }
        isDone.signal()
    }

    private func bytes(of value: UInt64) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

    @Test func `read by many tasks gives each byte to one of them`() async throws {
        let pipe = try await process.pipe2()
        let shared = Shared(pipe.read)
        let writer = Shared(pipe.write)
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for round in 0..<500 {
                for _ in 0..<4 { group.addTask { try await shared.read(1) } }
                for _ in 0..<4 { try await writer.write([UInt8(round % 256)]) }
                for _ in 0..<4 { #expect(try await group.next() == [UInt8(round % 256)]) }
            }
        }
    }

    @Test func `read that waits blocks no other task`() async throws {
        let pipe = try await process.pipe2()
        async let received = pipe.read.read(upTo: 10)
        for _ in 0..<100 { _ = try await process.getuid() }
        try await pipe.write.write("late".utf8)
        #expect(try await received == Array("late".utf8))
    }

    @Test func `read waits in 40 tasks at once`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in UInt8(0)..<40 {
                group.addTask {
                    let pipe = try await process.pipe2()
                    async let received = pipe.read.read(upTo: 1)
                    try await pipe.write.write([number])
                    #expect(try await received == [number])
                }
            }
            try await group.waitForAll()
        }
    }
}

/// A descriptor that several tasks use.
private final class Shared: Sendable {
    private let descriptor: OwnedFileDescriptor

    init(_ descriptor: consuming OwnedFileDescriptor) { self.descriptor = descriptor }

    var number: FileDescriptorNumber { descriptor.number }

    func read(_ count: Int) async throws -> [UInt8] { try await descriptor.read(upTo: count) }
    func write(_ bytes: [UInt8]) async throws { try await descriptor.write(bytes) }
}

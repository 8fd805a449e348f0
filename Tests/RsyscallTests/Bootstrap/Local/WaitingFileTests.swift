import Foundation
import Synchronization
import Testing

@testable import Rsyscall

/// Regular files that calls wait for.
@Suite struct WaitingFileTests {
    let process = LinuxProcess.local

    private static let kernelMessagesAreReadable: Bool = {
        let file = open("/proc/kmsg", O_RDONLY | O_NONBLOCK)
        if file >= 0 { close(file) }
        return file >= 0
    }()

    @Test(.enabled(if: kernelMessagesAreReadable, "reading /proc/kmsg takes CAP_SYSLOG"))
    func `read of proc kmsg that waits blocks no other task`() async {
        await #expect(processExitsWith: .exitCode(0)) {
            Thread {
                sleep(300)
                fatalError("threads of Swift's were stuck in read")
            }.start()
            let process = LinuxProcess.local
            let there = try await process.open("/proc/kmsg", .nonblock)
            while (try? await there.read(upTo: 65536)) != nil {}
            for _ in 0..<16 {
                Task {
                    let file = try await process.open("/proc/kmsg")
                    while true { _ = try await file.read(upTo: 8192) }
                }
            }
            // Behind the readers in the line for a thread.
            for _ in 0..<16 { await Task {}.value }
            exit(0)
        }
    }

    @Test func `open of a file under a lease blocks no other task`() async throws {
        try await withTemporaryDirectory { path in
            let path = path.appending("leased")
            let child = try await process.clone()
            let file = try await child.open(path, [.rdwr, .creat])
            do {
                try await file.fcntl(.setlease, Int(F_LCK.wrlck.rawValue))
            } catch let error as SyscallError where error.errno == .EINVAL {
                // The file system knows none.
                return
            }
            let isReleased = Flag()
            let openers = (0..<16).map { _ in
                Task {
                    let start = ContinuousClock.now
                    let file = try await process.open(path)
                    // The kernel breaks the lease itself after 45 seconds, which a loaded machine may need.
                    #expect(isReleased.isSet || ContinuousClock.now - start > .seconds(40))
                    #expect(!OpenFlags(rawValue: CInt(try await file.fcntl(.getfl))).contains(.nonblock))
                }
            }
            // Behind the openers in the line for a thread.
            for _ in 0..<16 { await Task {}.value }
            isReleased.set()
            try await file.fcntl(.setlease, Int(F_LCK.unlck.rawValue))
            for opener in openers { try await opener.value }
        }
    }

    @Test func `a file is known to be stored if reading it waits for nothing`() async throws {
        for path in ["/etc/passwd", "/proc/self/status", "/proc/self/fd/0"] {
            guard let file = try? await process.open(path) else { continue }
            #expect(file.kind == (path.hasSuffix("fd/0") ? .unknown : .stored), "\(path)")
        }
        let pipe = try await process.pipe2()
        #expect(pipe.read.kind == .stream)
        let again = try await process.open("/proc/self/fd/\(pipe.read.number)", .nonblock)
        #expect(again.kind == .unknown)
        // Made by a call that isn't told what is there.
        try await withTemporaryDirectory { path in
            let made = try await process.open(path.appending("a"), [.rdwr, .creat])
            try await made.write("abc")
            let number = made.number
            #expect(try await made.pread(upTo: 3, at: 0) == Array("abc".utf8))
            let empty = try await process.open(path.appending("b"), [.rdwr, .creat, .excl])
            #expect(try await empty.read(upTo: 3) == [])
            #expect(number != empty.number)
        }
    }

    private final class Flag: Sendable {
        private let value = Atomic<Bool>(false)
        var isSet: Bool { value.load(ordering: .sequentiallyConsistent) }
        func set() { value.store(true, ordering: .sequentiallyConsistent) }
    }
}

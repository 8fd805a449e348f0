import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// qemu-user, which runs the stub of aarch64 on x86_64.
enum Emulator {
    static let isInstalled: Bool = {
        #if arch(x86_64)
            FileManager.default.isExecutableFile(atPath: "/usr/bin/qemu-aarch64")
        #else
            false
        #endif
    }()

    static let missing: Comment = "qemu-user is not installed, or this isn't x86_64"

    /// Runs `body` with a new process that the emulator runs, unless the test needs what that refuses.
    static func withProcess(_ body: (LinuxProcess) async throws -> Void) async throws {
        if let test = Test.current, refusal(of: test) != nil { return }
        await places.take()
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await withNewProcess(body)) } catch { outcome = .failure(error) }
        await places.giveBack()
        try outcome.get()
    }

    private static func withNewProcess(_ body: (LinuxProcess) async throws -> Void) async throws {
        let child = try await first.value.process.process.clone()
        try await body(child.process)
        #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
    }

    /// The process from which the others are cloned: to start the emulator takes far longer.
    private static let first = Task {
        Started(
            process: try await LinuxProcess.local.start(
                through: Command("qemu-aarch64"), architecture: .aarch64))
    }

    private static let places = Places()

    /// How many tests may have a process at a time, since the stub has few places for the processes of an emulator.
    private actor Places {
        private var free = 24
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func take() async {
            guard free == 0 else {
                free -= 1
                return
            }
            await withCheckedContinuation { waiting.append($0) }
        }

        func giveBack() {
            if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
        }
    }

    private final class Started: Sendable {
        let process: ClonedProcess

        init(process: consuming ClonedProcess) { self.process = process }
    }
}

import Foundation
import Testing

@testable import Rsyscall

/// What a start leaves that had too few descriptors.
@Suite(.timeLimit(.minutes(2))) struct StartLimitTests {
    @Test func `start with any limit of descriptors leaves no temporary directory`() async {
        await #expect(processExitsWith: .success) {
            let maker = try await LinuxProcess.local.clone([.newns, .files])
            try await maker.mount("none", "/", "", [.rec, .private])
            try await maker.mount("none", "/tmp", "tmpfs")
            let folder = "/proc/\(maker.pid)/root/tmp"
            let process = LinuxProcess.local
            let usual = try await process.getrlimit(.nofile)
            var refusals = 0
            for most in UInt64(4)..<64 {
                let limit = Rlimit(cur: most, max: usual.max)
                try await maker.setrlimit(.nofile, limit)
                try await process.setrlimit(.nofile, limit)
                do {
                    _ = try await maker.start(through: Command("env"), sharingMemory: false)
                } catch { refusals += 1 }
                try await process.setrlimit(.nofile, usual)
                try await maker.setrlimit(.nofile, usual)
                guard try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty else { exit(2) }
            }
            guard refusals > 0 else { exit(3) }
            exit(0)
        }
    }
}

import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct FlockCallTests {
    let process = ProcessKind.current

    @Test func `flock conflicts with locks of other open files and not of duplicates`() async throws {
        try await withDirectoryOfOneFile { directory, _ in
            let first = try await directory.openat("a")
            let duplicate = try await first.duplicate()
            let second = try await directory.openat("a")
            try await first.flock(.sh)
            try await second.flock([.sh, .nb])
            await expectErrno(EWOULDBLOCK) { try await second.flock([.ex, .nb]) }
            try await first.flock(.un)
            try await second.flock(.ex)
            await expectErrno(EWOULDBLOCK) { try await duplicate.flock([.sh, .nb]) }
            await expectErrno(EINVAL) { try await first.flock(.nb) }
        }
    }

    @Test func `flock waits until the conflicting lock is given up`() async throws {
        try await withDirectoryOfOneFile { directory, path in
            let holder = try await LinuxProcess.local.open(path.appending("a"))
            try await holder.flock(.ex)
            let waiting = try await directory.openat("a")
            async let locked: Void = waiting.flock(.ex)
            try await holder.close()
            try await locked
            let late = try await LinuxProcess.local.open(path.appending("a"))
            await expectErrno(EWOULDBLOCK) { try await late.flock([.sh, .nb]) }
        }
    }
}

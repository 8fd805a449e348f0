import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct IdentityCallTests {
    let process = ProcessKind.current

    @Test func `getpid and getuid and uname and clock_gettime agree with procfs and libc`() async throws {
        #expect(try await process.getpid().rawValue == status("NSpid:").last)
        #expect(try await process.getuid().rawValue == Foundation.getuid())
        #expect(try await process.geteuid().rawValue == Foundation.geteuid())
        #expect(try await process.getgid().rawValue == Foundation.getgid())
        #expect(try await process.uname().sysname == "Linux")
        #expect(try await process.getrandom(16).count == 16)
        let before = try await process.clock_gettime(.monotonic)
        #expect(try await process.clock_gettime(.monotonic) >= before)
        let duplicate = try await process.memfd_create("one").duplicate()
        #expect(try await duplicate.fcntl(.getfd) == 1)
    }

    @Test(.everyKindThatClones)
    func `getpid and gettid and getuid and getgid agree with libc and the child's pid`() async throws {
        let child = try await process.clone()
        #expect(try await child.getpid() == child.pid)
        #expect(try await child.gettid() == child.pid)
        #expect(try await child.getuid().rawValue == getuid())
        #expect(try await child.geteuid().rawValue == geteuid())
        #expect(try await child.getgid().rawValue == getgid())
        #expect(try await child.getegid().rawValue == getegid())
        _ = try await child.killAndWait()
    }

    /// The numbers of a line in the process's status, from the outermost namespace to its own.
    private func status(_ name: String) async throws -> [CInt] {
        let file = try await process.open("/proc/self/status")
        let lines = String(decoding: try await file.read(upTo: 4096), as: UTF8.self).split(separator: "\n")
        let line = lines.first { $0.hasPrefix(name) } ?? ""
        return line.split(separator: "\t").dropFirst().compactMap { CInt($0) }
    }
}

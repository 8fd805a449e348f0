import Foundation
import Rsyscall
import Testing

@Suite struct IdentityCallTests {
    let process = LinuxProcess.local

    @Test func `getpid and getuid and uname and clock_gettime agree with libc`() async throws {
        #expect(try await process.getpid().rawValue == Foundation.getpid())
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

    @Test func `getpid and gettid and getuid and getgid agree with libc and the child's pid`() async throws {
        let child = try await process.clone()
        #expect(try await child.getpid() == child.pid)
        #expect(try await child.gettid() == child.pid)
        #expect(try await process.getuid().rawValue == getuid())
        #expect(try await process.geteuid().rawValue == geteuid())
        #expect(try await process.getgid().rawValue == getgid())
        #expect(try await process.getegid().rawValue == getegid())
        _ = try await child.killAndWait()
    }
}

import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct PidfdInfoTests {
    let process = ProcessKind.current

    @Test func `ioctl of PIDFD_GET_INFO returns the numbers and users of a process`() async throws {
        let pidfd = try await process.pidfd_open(process.getpid())
        let info: PidfdInfo
        do {
            info = try await pidfd.ioctl(.pidfd_get_info, replacing: PidfdInfo([.pid, .creds]))
        } catch let error as SyscallError where error.errno == .inappropriateIOCTLForDevice {
            // Before Linux 6.13.
            return
        }
        #expect(info.mask.isSuperset(of: [.pid, .creds]))
        #expect(try await info.tgid == process.getpid())
        #expect(try await info.ppid == process.getppid())
        #expect(try await info.users == process.getresuid())
        #expect(try await info.groups == process.getresgid())
        #expect(info.exitState == nil)
        #expect(try await info.fsuid == process.geteuid())
    }

    @Test func `ioctl of PIDFD_GET_UTS_NAMESPACE opens the namespace of a process`() async throws {
        let pidfd = try await process.pidfd_open(process.getpid())
        do {
            let namespace = try await pidfd.ioctl(.pidfd_get_uts_namespace)
            #expect(try await namespace.ioctl(.ns_get_nstype) == .newuts)
            #expect(
                try await namespace.fstat().ino == process.stat("/proc/self/ns/uts").ino)
        } catch let error as SyscallError where error.errno == .inappropriateIOCTLForDevice {
            // Before Linux 6.11.
            return
        }
    }
}

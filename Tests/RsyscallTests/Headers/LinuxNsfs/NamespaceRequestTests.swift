import Foundation
import Rsyscall
import Testing

@Suite(.everyKindThatClones) struct NamespaceRequestTests {
    let process = ProcessKind.current

    @Test func `ioctl of NS_GET_NSTYPE returns the kind of a namespace`() async throws {
        let namespace = try await process.open("/proc/self/ns/net")
        #expect(try await namespace.ioctl(.ns_get_nstype) == .newnet)
        let owner = try await namespace.ioctl(.ns_get_userns)
        #expect(try await owner.ioctl(.ns_get_nstype) == .newuser)
        #expect(try await owner.fcntl(.getfd) == FD.cloexec.rawValue)
        await expectErrno(EINVAL) { _ = try await namespace.ioctl(.ns_get_parent).number }
        await expectErrno(EINVAL) { _ = try await namespace.ioctl(.ns_get_owner_uid) }
    }

    @Test func `ioctl of NS_GET_OWNER_UID returns the user that made a user namespace`() async throws {
        let child = try await process.clone(.newuser)
        let namespace = try await child.open("/proc/self/ns/user")
        #expect(try await namespace.ioctl(.ns_get_owner_uid) == child.geteuid())
    }
}

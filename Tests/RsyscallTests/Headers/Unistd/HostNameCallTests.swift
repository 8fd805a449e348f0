import Foundation
import Rsyscall
import Testing

@Suite(.everyKindThatClones, .enabled(if: geteuid() == 0, "a UTS namespace takes CAP_SYS_ADMIN"))
struct HostNameCallTests {
    let process = ProcessKind.current

    @Test func `sethostname and setdomainname set the names that uname returns`() async throws {
        let ours = try await process.uname()
        let child = try await process.clone([.newuts])
        try await child.sethostname("first")
        try await child.setdomainname("domain")
        #expect(try await child.uname().nodename == "first")
        #expect(try await child.uname().domainname == "domain")
        let name = try await child.process.pointer(to: Bytes("second".utf8))
        try await child.sethostname(name)
        try await child.setdomainname(name)
        var buffer = try await child.process.allocate(Utsname.self)
        let names = try await child.uname(into: &buffer).read()
        #expect(names.nodename == "second")
        #expect(names.domainname == "second")
        #expect(try await process.uname() == ours)
    }

    @Test func `sethostname and setdomainname fail with EINVAL and EPERM`() async throws {
        let child = try await process.clone([.newuts])
        let long = String(repeating: "n", count: 65)
        await expectErrno(EINVAL) { try await child.sethostname(long) }
        await expectErrno(EINVAL) { try await child.setdomainname(long) }
        let name = try await child.process.pointer(to: Bytes("name".utf8))
        try await child.setresuid(Uid(65534), Uid(65534), Uid(65534))
        await expectErrno(EPERM) { try await child.sethostname(name) }
        await expectErrno(EPERM) { try await child.setdomainname(name) }
        #expect(name.value == Bytes("name".utf8))
    }
}

import Foundation
import Rsyscall
import Testing

@Suite struct UserMappingTests {
    let process = LinuxProcess.local

    @Test func `clone with CLONE_NEWUSER maps the caller's uid and gid`() async throws {
        let child = try await process.clone(.newuser)
        #expect(try await child.getuid().rawValue == getuid())
        #expect(try await child.getgid().rawValue == getgid())
        _ = try await child.exit()
        let renumbered = try await process.clone(
            .newuser, users: .single(user: Uid(12), group: Gid(34)))
        #expect(try await renumbered.getuid() == Uid(12))
        #expect(try await renumbered.getgid() == Gid(34))
        _ = try await renumbered.exit()
    }

    @Test(.enabled(if: geteuid() == 0, "mapping ranges of users needs privileges"))
    func `clone with CLONE_NEWUSER maps ranges of users`() async throws {
        let extents = [UserMappings.Extent(inside: 0, outside: 0, count: 1000)]
        let child = try await process.clone(.newuser, users: .extents(users: extents, groups: extents))
        try await child.setresgid(Gid(7), Gid(7), Gid(7))
        try await child.setresuid(Uid(6), Uid(6), Uid(6))
        #expect(try await child.getuid() == Uid(6))
        _ = try await child.exit()
    }

    // In processes of their own: with the user, the memory that all our children share changes its owner in /proc.
    @Test(.enabled(if: geteuid() == 0, "becoming another user needs privileges"))
    func `uid_map refuses ranges to an unprivileged user`() async {
        await #expect(processExitsWith: .success) {
            let child = try await LinuxProcess.local.clone()
            try await child.setgroups([])
            try await child.setresgid(Gid(1000), Gid(1000), Gid(1000))
            try await child.setresuid(Uid(1000), Uid(1000), Uid(1000))
            try await child.prctl(.set_dumpable, 1)
            let grandchild = try await child.clone(
                .newuser, users: .single(user: .root, group: .root))
            #expect(try await grandchild.getuid() == .root)
            #expect(try await grandchild.getgid() == .root)
            await #expect(throws: SyscallError.self) { try await grandchild.setgroups([]) }
            _ = try await grandchild.exit()
            let extents = [UserMappings.Extent(inside: 0, outside: 0, count: 1000)]
            do {
                _ = try await child.clone(.newuser, users: .extents(users: extents, groups: extents))
                Issue.record("an unprivileged user mapped others")
            } catch let refused as SyscallError {
                #expect(refused.errno == .notPermitted)
                #expect(refused.arguments.first?.hasSuffix("/gid_map\"") == true)
            }
            _ = try await child.exit()
        }
    }

    @Test(.enabled(if: geteuid() == 0, "becoming another user needs privileges"))
    func `uid_map is written for a child that may not open it`() async {
        await #expect(processExitsWith: .success) {
            let child = try await LinuxProcess.local.clone()
            try await child.become(1000)
            let grandchild = try await child.clone(
                .newuser, users: .single(user: .root, group: .root))
            #expect(try await grandchild.getuid() == .root)
            #expect(try await grandchild.getgid() == .root)
            // No more than it could have had itself.
            await #expect(throws: SyscallError.self) { try await grandchild.setgroups([]) }
            let extents = [UserMappings.Extent(inside: 0, outside: 0, count: 1000)]
            await #expect(throws: SyscallError.self) {
                _ = try await child.clone(.newuser, users: .extents(users: extents, groups: extents))
            }
            // Nor in other namespaces, where it is known by other numbers.
            let nested = try await child.clone([.newuser, .newpid, .newns])
            #expect(try await nested.getuid() == Uid(1000))
            #expect(try await nested.getpid() == ProcessID(1))
        }
    }

    @Test(.enabled(if: geteuid() == 0, "becoming another user needs privileges"))
    func `mapUsers writes uid_map after unshare of CLONE_NEWUSER`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            for (mappings, number) in [
                (UserMappings.single(), 1000), (.single(user: Uid(5), group: Gid(5)), 5),
            ]
                as [(UserMappings, UInt32)]
            {
                let child = try await process.clone()
                try await child.become(1000)
                try await child.unshare(.newuser)
                try await process.mapUsers(mappings, of: child)
                #expect(try await child.getuid() == Uid(number))
                #expect(try await child.getgid() == Gid(number))
            }
            let child = try await process.clone(.newuser, users: .leftToCaller)
            try await process.mapUsers(.single(user: Uid(6)), of: child)
            #expect(try await child.getuid() == Uid(6))
            #expect(try await child.getgid() == .root)
        }
    }
}

extension ClonedProcess {
    /// Takes another user, and gives up all that comes with being root.
    fileprivate func become(_ number: UInt32) async throws {
        try await setgroups([])
        try await setresgid(Gid(number), Gid(number), Gid(number))
        try await setresuid(Uid(number), Uid(number), Uid(number))
    }
}

import Rsyscall

/// The user, the group and the capabilities that a child runs its command with.
struct ChildCredentials {
    let shape: Shape
    let process: LinuxProcess
    /// Whether the child already has its user and group, as its user namespace maps them.
    let isMapped: Bool

    func take(in child: borrowing ClonedProcess) async throws {
        if losesMounting {
            try await step("--ro-bind") {
                if try await child.capget().effective.contains(.setpcap) {
                    try await child.prctl_capbset_drop(.sys_admin)
                } else if try await child.prctl_capbset_read(.sys_admin) {
                    // Root, or a set-user-ID program, would get the capability back from the bounding set.
                    try await child.prctl_set_no_new_privs()
                }
            }
        }
        if shape.dropCaps {
            // While it still has the capability to: a user other than root has none.
            try await step("--drop-caps") { try await dropBounding(child) }
        }
        if !isMapped { try await become(child) }
        if shape.noNewPrivs || shape.dropCaps {
            try await step("--no-new-privs") {
                try await child.prctl_set_no_new_privs()
            }
        }
        if losesMounting { try await step("--ro-bind") { try await dropMounting(child) } }
        if shape.dropCaps {
            try await step("--drop-caps") {
                try await child.prctl_cap_ambient_clear_all()
                try await child.capset(Capabilities())
            }
        }
    }

    /// Whether the command must not be able to make writable again what is read-only.
    private var losesMounting: Bool { !shape.allowRemount && shape.mounts.contains(where: \.isReadOnly) }

    /// Drops the capability to mount. In a user namespace of its own the command has it again, for copies of the mounts
    /// that the kernel keeps read-only.
    private func dropMounting(_ child: borrowing ClonedProcess) async throws {
        var capabilities = try await child.capget()
        capabilities.effective.remove(.sys_admin)
        capabilities.permitted.remove(.sys_admin)
        capabilities.inheritable.remove(.sys_admin)
        try await child.capset(capabilities)
    }

    private func become(_ child: borrowing ClonedProcess) async throws {
        if shape.user != nil || shape.group != nil {
            let option = shape.group.map { "--gid \($0)" } ?? shape.user.map { "--uid \($0)" } ?? ""
            try await step(option) { try await dropGroups(child) }
        }
        if let group = shape.group {
            try await step("--gid \(group)") { try await child.setresgid(group, group, group) }
        }
        if let user = shape.user {
            try await step("--uid \(user)") { try await child.setresuid(user, user, user) }
        }
    }

    private func dropGroups(_ child: borrowing ClonedProcess) async throws {
        guard try await child.unsafeSyscall(.getgroups, 0, Address.null) > 0 else { return }
        // A user namespace inherits this setting from its parent, so ours is the child's too.
        let word = try? await process.contents(of: "/proc/self/setgroups")
        if word != "deny\n" { try await child.setgroups([]) }
    }

    /// Empties the bounding set if the kernel lets the child; otherwise `no_new_privs` serves as well.
    private func dropBounding(_ child: borrowing ClonedProcess) async throws {
        guard try await child.capget().effective.contains(.setpcap) else { return }
        for number in UInt(0)..<64 {
            do {
                try await child.prctl(.capbset_drop, number)
            } catch let error as SyscallError where error.errno == .invalidArgument {
                // The first that the kernel does not know ends the list.
                return
            }
        }
    }
}

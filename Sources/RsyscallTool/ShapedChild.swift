import Foundation
import Rsyscall
import SystemPackage

/// A child that is given its shape by ordinary calls, executes the command, and is waited for.
struct ShapedChild {
    let shape: Shape
    let process: LinuxProcess

    /// Runs the command and gives the status to exit with.
    func run() async throws -> Int32 {
        let outerUser = try await process.geteuid()
        let outerGroup = try await process.getegid()
        let child = try await step("clone") { try await process.clone(shape.namespaces) }
        if shape.namespaces.contains(.newuser) {
            try await step("map users") { try await mapUsers(of: child.pid, outerUser, outerGroup) }
        }
        try await openDescriptors(in: child)
        if let hostname = shape.hostname {
            try await step("set the host name") { try await child.sethostname(hostname) }
        }
        if shape.namespaces.contains(.newns) {
            try await ChildRoot(shape: shape).build(in: child)
        }
        if let directory = shape.directory {
            try await step("change directory") { try await child.chdir(directory) }
        }
        try await setCredentials(of: child)

        let running: ChildProcess
        do {
            running = try await child.exec(shape.command, environment: shape.environment)
        } catch {
            let reason = error.reason
            let isMissing =
                reason is CommandNotFound || (reason as? SyscallError)?.errno == .noSuchFileOrDirectory
            throw Failure(message: "run: execute: \(reason)", status: isMissing ? 127 : 126)
        }
        let forwarder = SignalForwarder(process: process, signaller: running.signaller)
        let forwarding = Task { try await forwarder.forward() }
        defer { forwarding.cancel() }
        switch try await running.wait() {
        case .exited(let status): return status
        case .killed(let signal, _): return 128 + signal.rawValue
        case .stopped, .trapped, .continued: return 1
        }
    }

    private func mapUsers(of pid: ProcessID, _ user: Uid, _ group: Gid) async throws {
        let folder = FilePath("/proc/\(pid)")
        // The kernel demands this of the unprivileged before it lets them map a group.
        try await write("deny", to: folder.appending("setgroups"))
        try await write("\(shape.group ?? group) \(group) 1", to: folder.appending("gid_map"))
        try await write("\(shape.user ?? user) \(user) 1", to: folder.appending("uid_map"))
    }

    private func write(_ text: String, to path: FilePath) async throws {
        let file = try await process.open(path, [.wronly, .cloexec])
        try await file.write(text.utf8)
    }

    private func openDescriptors(in child: borrowing ClonedProcess) async throws {
        for (number, path) in shape.descriptors {
            let message = "open \(path) as descriptor \(number)"
            do {
                let file: OwnedFileDescriptor
                do {
                    file = try await child.open(path, [.rdwr, .cloexec])
                } catch let error as SyscallError
                    where [.permissionDenied, .isDirectory, .readOnlyFileSystem, .textFileBusy].contains(
                        error.errno)
                {
                    file = try await child.open(path, [.rdonly, .cloexec])
                }
                if file.number == number {
                    // It has the number already; it only must survive the execve.
                    try await file.fcntl(.setfd, 0)
                    _ = file.releaseNumber()
                } else {
                    try await file.dup3(ontoUnowned: number)
                }
            } catch let error as SyscallError {
                throw Failure(message: "run: \(message): \(error)", status: 1)
            }
        }
    }

    private func setCredentials(of child: borrowing ClonedProcess) async throws {
        if !shape.namespaces.contains(.newuser) {
            if let group = shape.group {
                try await step("set the group") {
                    try await child.setgroups([])
                    try await child.setresgid(group, group, group)
                }
            }
            if let user = shape.user {
                try await step("set the user") { try await child.setresuid(user, user, user) }
            }
        }
        if shape.noNewPrivs || shape.dropCaps {
            try await step("give up new privileges") { try await child.setNoNewPrivs() }
        }
        if shape.dropCaps {
            try await step("drop capabilities") {
                let capabilities = try await child.capget()
                try await child.clearAmbient()
                if capabilities.effective.contains(.setpcap) {
                    for number in CInt(0)..<64 {
                        // The first that the kernel does not know ends the list.
                        guard (try? await child.prctl(.capbset_drop, UInt(number))) != nil else { break }
                    }
                }
                try await child.capset(Capabilities())
            }
        }
    }
}

/// Runs one step, and says which it was where the kernel refuses it.
func step<Outcome: ~Copyable>(
    _ name: String, _ body: () async throws -> Outcome
) async throws -> Outcome {
    do {
        return try await body()
    } catch let error as SyscallError {
        throw Failure(message: "run: \(name): \(error)", status: 1)
    }
}

import CRsyscall
import SystemPackage

/// The pidfd of a process that was just made, in the table of its maker.
struct NewPidfd {
    /// `nil` if the process was made without one.
    let number: FileDescriptorNumber?
    /// The number of the process in the pid namespace of its maker.
    let pid: ProcessID
    let maker: LinuxProcess
    /// The table that the maker had when it made the process.
    let table: DescriptorTable
    /// Whether the process has the same parent as its maker, and not its maker for one.
    let isSibling: Bool

    /// Returns a pidfd of the process in our own table.
    func ours(_ local: LinuxProcess) async throws -> FileDescriptorNumber {
        if let number, table === local.descriptorTable { return number }
        defer { if let number { table.post(close: number, by: maker.connection) } }
        // The process isn't reaped before it is watched, so it still has its number.
        if maker.pidNamespace === local.pidNamespace {
            let pidfd = try await made(local, .pidfd_open, pid.register)
            // Another part of the program may have reaped it, and another process may have its number by now.
            return try await proven(pidfd, local) {
                guard try await isOurChild(pidfd, local) else { return false }
                return try await isOfMaker(pidfd, local)
            }
        }
        guard let life = maker.life else {
            throw Mismatch(.pidNamespace, process: local.pidNamespace, handle: maker.pidNamespace)
        }
        guard let number else {
            let result: Int = try await maker.syscall(.pidfd_open, pid, 0)
            let opened = NewPidfd(
                number: FileDescriptorNumber(CInt(truncatingIfNeeded: result)), pid: pid, maker: maker,
                table: table, isSibling: isSibling)
            return try await opened.ours(local)
        }
        let pidfd = try await made(local, .pidfd_getfd, life.pidfd.register, number.register)
        return try await proven(pidfd, local) {
            guard try await hasItsNumber(pidfd, local) else { return false }
            return try await isOfMaker(pidfd, local)
        }
    }

    private func made(
        _ local: LinuxProcess, _ call: SYS, _ first: UInt, _ second: UInt = 0
    ) async throws -> FileDescriptorNumber {
        let result: Int = try await local.syscall(call, first, second, 0)
        return OpenedFile(result).number
    }

    /// Returns `pidfd`, or closes it if it is another process's or that can't be found out.
    private func proven(
        _ pidfd: FileDescriptorNumber, _ local: LinuxProcess, _ isRight: () async throws -> Bool
    ) async throws -> FileDescriptorNumber {
        do {
            if try await isRight() { return pidfd }
            throw SyscallError(
                errno: .noSuchProcess, call: SYS.pidfd_open.name, arguments: ["\(pid)"], process: local.pid)
        } catch {
            local.descriptorTable.post(close: pidfd, by: local.connection)
            throw error
        }
    }

    private func isOurChild(_ pidfd: FileDescriptorNumber, _ local: LinuxProcess) async throws -> Bool {
        do {
            try await local.syscall(
                .waitid, IDType.pidfd, pidfd, Address.null, WaitOptions([.exited, .nohang, .nowait, .all]),
                Address.null)
            return true
        } catch let error as SyscallError where error.errno == .noChildProcess {
            return false
        }
    }

    /// Whether the kernel lists its number among those of the process, of which it has one in each pid namespace.
    private func hasItsNumber(_ pidfd: FileDescriptorNumber, _ local: LinuxProcess) async throws -> Bool {
        try await local.numbers("NSpid:", in: "/proc/self/fdinfo/\(pidfd)").contains(pid.rawValue)
    }

    /// Whether the process can be one that its maker has made. A maker with memory of its own can name any process, which
    /// we would then kill for it.
    private func isOfMaker(_ pidfd: FileDescriptorNumber, _ local: LinuxProcess) async throws -> Bool {
        guard !maker.connection.sharesOurMemory, let life = maker.life else { return true }
        guard let number = try await local.numbers("Pid:", in: "/proc/self/fdinfo/\(pidfd)").first,
            let makers = try await local.numbers("Pid:", in: "/proc/self/fdinfo/\(life.pidfd)").first,
            number > 0, makers > 0, !ChildRecord.isKnown(ProcessID(number))
        else { return false }
        let parent = try await local.numbers("PPid:", in: "/proc/\(number)/status").first
        let expected =
            isSibling ? try await local.numbers("PPid:", in: "/proc/\(makers)/status").first : makers
        return parent != nil && parent == expected
    }
}

extension LinuxProcess {
    /// Returns the numbers of the line of a file in `/proc` that starts with `name`.
    fileprivate func numbers(_ name: String, in path: String) async throws -> [CInt] {
        let text = String(decoding: try await open(path).read(upTo: 4096), as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().compactMap { CInt($0) } ?? []
    }
}

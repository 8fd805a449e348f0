import ArgumentParser
import Foundation
import Rsyscall
import SystemPackage

/// `rsyscall run`: a command in namespaces, with a root, descriptors and credentials of its own.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Runs a command in a child that is shaped first: namespaces, mounts, descriptors, credentials.")

    @Option(help: "Namespaces of its own: user, mount, pid, net, ipc, uts, cgroup, separated by commas.")
    var new: [String] = []

    @Option(help: "The directory that becomes its root.")
    var root: String?

    @Option(help: ArgumentHelp("A directory or file that it sees at another place.", valueName: "src:dst"))
    var bind: [String] = []

    @Option(help: ArgumentHelp("The same, read only.", valueName: "src:dst"))
    var roBind: [String] = []

    @Option(help: ArgumentHelp("Where a proc file system is mounted.", valueName: "dst"))
    var proc: [String] = []

    @Option(help: ArgumentHelp("Where an empty file system in memory is mounted.", valueName: "dst"))
    var tmpfs: [String] = []

    @Option(help: ArgumentHelp("Where a small /dev is made.", valueName: "dst"))
    var dev: [String] = []

    @Option(help: "Its working directory.")
    var chdir: String?

    @Option(help: ArgumentHelp("Sets a variable.", valueName: "k=v"))
    var setenv: [String] = []

    @Option(help: ArgumentHelp("Removes a variable.", valueName: "k"))
    var unsetenv: [String] = []

    @Flag(help: "Starts with no variables but those that are set here.")
    var clearEnv = false

    @Option(help: ArgumentHelp("Opens a file as this descriptor.", valueName: "n=path"))
    var fd: [String] = []

    @Option(help: "Its user.")
    var uid: UInt32?

    @Option(help: "Its group.")
    var gid: UInt32?

    @Option(help: "The host name it sees; needs a uts namespace.")
    var hostname: String?

    @Flag(help: "Executing a program gives it no privileges.")
    var noNewPrivs = false

    @Flag(help: "It has no capabilities, and gets none.")
    var dropCaps = false

    @Flag(help: "Show each system call on standard error.")
    var trace = false

    @Argument(parsing: .captureForPassthrough, help: "The command and its arguments.")
    var command: [String] = []

    func run() async throws {
        let shape = try shape()
        if trace { LinuxProcess.local.task.tracer.write { complain($0) } }
        let status = try await ShapedChild(shape: shape, process: .local).run()
        fflush(nil)
        throw ExitCode(status)
    }

    private func shape() throws -> Shape {
        var words = command
        if words.first == "--" { words.removeFirst() }
        guard let program = words.first else { throw Failure(message: "run: no command is given", status: 2) }
        guard !program.hasPrefix("-") else {
            throw Failure(message: "run: unknown option \(program)", status: 2)
        }
        var shape = Shape(command: Command(program, Array(words.dropFirst())))
        for name in new.flatMap({ $0.split(separator: ",").map(String.init) }) {
            guard let flag = Shape.namespaces[name] else {
                throw Failure(message: "run: --new \(name): there is no such namespace", status: 2)
            }
            shape.namespaces.insert(flag)
        }
        shape.root = root.map { FilePath($0) }
        shape.mounts =
            try bind.map { try binding("--bind", $0, readOnly: false) }
            + roBind.map { try binding("--ro-bind", $0, readOnly: true) }
            + proc.map { Shape.Mount(kind: .proc, target: FilePath($0)) }
            + tmpfs.map { Shape.Mount(kind: .tmpfs, target: FilePath($0)) }
            + dev.map { Shape.Mount(kind: .dev, target: FilePath($0)) }
        for mount in shape.mounts where !mount.target.isAbsolute {
            throw Failure(message: "run: \(mount.target): not an absolute path", status: 2)
        }
        if (shape.root != nil || !shape.mounts.isEmpty) && !shape.namespaces.contains(.newns) {
            throw Failure(message: "run: a root or a mount needs --new mount", status: 2)
        }
        if hostname != nil && !shape.namespaces.contains(.newuts) {
            throw Failure(message: "run: --hostname needs --new uts", status: 2)
        }
        shape.directory = chdir.map { FilePath($0) }
        shape.environment = try environment()
        shape.descriptors = try fd.map { try descriptor($0) }
        shape.user = uid.map { Uid($0) }
        shape.group = gid.map { Gid($0) }
        shape.hostname = hostname
        shape.noNewPrivs = noNewPrivs
        shape.dropCaps = dropCaps
        return shape
    }

    private func binding(_ option: String, _ text: String, readOnly: Bool) throws -> Shape.Mount {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw Failure(message: "run: \(option) \(text): not of the form SRC:DST", status: 2)
        }
        return Shape.Mount(kind: .bind(FilePath(parts[0]), readOnly: readOnly), target: FilePath(parts[1]))
    }

    private func environment() throws -> Environment {
        var environment = clearEnv ? Environment() : .current
        for name in unsetenv { environment[name] = nil }
        for text in setenv {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw Failure(message: "run: --setenv \(text): not of the form K=V", status: 2)
            }
            environment[String(parts[0])] = String(parts[1])
        }
        return environment
    }

    private func descriptor(_ text: String) throws -> (FileDescriptorNumber, FilePath) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let number = CInt(parts[0]), number >= 0 else {
            throw Failure(message: "run: --fd \(text): not of the form N=PATH", status: 2)
        }
        return (FileDescriptorNumber(number), FilePath(parts[1]))
    }
}

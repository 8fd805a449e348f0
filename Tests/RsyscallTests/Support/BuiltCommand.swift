import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// The built `rsyscall`, which lies beside the tests.
enum BuiltCommand {
    static let path = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("rsyscall").path

    /// Whether it and the tests run under a sanitizer.
    static var isSanitized: Bool { dlsym(nil, "__tsan_init") != nil || dlsym(nil, "__asan_init") != nil }

    /// Runs it to its end.
    static func run(_ arguments: [String], as caller: Caller = .ourselves) async throws -> CommandOutput {
        let words = caller.words([path] + arguments)
        return try await LinuxProcess.local.run(Command(words[0], Array(words.dropFirst())))
    }

    /// Starts a command whose standard input and output are ours.
    static func start(_ words: [String]) async throws -> StartedCommand {
        let process = LinuxProcess.local
        let input = try await process.pipe2().take()
        let output = try await process.pipe2().take()
        let child = try await process.clone()
        try await child.inherit(input.first).dup3(ontoUnowned: FileDescriptorNumber(0))
        try await child.inherit(output.second).dup3(ontoUnowned: FileDescriptorNumber(1))
        let running = try await execute(words, in: child)
        try await input.first.close()
        try await output.second.close()
        return StartedCommand(process: running, input: input.second, output: output.first)
    }

    /// Starts it in the foreground of a terminal whose other side is ours.
    static func startAtTerminal(_ arguments: [String]) async throws -> StartedCommand {
        var numbers: (ours: CInt, theirs: CInt) = (-1, -1)
        try #require(openpty(&numbers.ours, &numbers.theirs, nil, nil, nil) == 0)
        let task = LinuxProcess.local.task
        let ours = OwnedFileDescriptor(adopting: FileDescriptorNumber(numbers.ours), of: task)
        let theirs = OwnedFileDescriptor(adopting: FileDescriptorNumber(numbers.theirs), of: task)
        let child = try await LinuxProcess.local.clone()
        try await child.setsid()
        let terminal = try await child.inherit(theirs)
        try await child.task.syscall(.ioctl, terminal.number, CInt(TIOCSCTTY), 0)
        for number in CInt(0)...2 { try await terminal.dup3(ontoUnowned: FileDescriptorNumber(number)) }
        let running = try await execute([path] + arguments, in: child)
        try await theirs.close()
        return StartedCommand(process: running, input: try await ours.duplicate(), output: ours)
    }

    private static func execute(
        _ words: [String], in child: consuming ClonedProcess
    ) async throws -> ChildProcess {
        do {
            return try await child.exec(Command(words[0], Array(words.dropFirst())))
        } catch {
            throw error.reason
        }
    }

    /// Starts `rsyscall run` with these arguments.
    static func startRun(_ arguments: [String], as caller: Caller = .ourselves) async throws -> StartedCommand
    {
        try await start(caller.words([path, "run"] + arguments))
    }
}

/// A command that runs.
struct StartedCommand: ~Copyable {
    let process: ChildProcess
    let input: OwnedFileDescriptor
    let output: OwnedFileDescriptor

    init(
        process: consuming ChildProcess, input: consuming OwnedFileDescriptor,
        output: consuming OwnedFileDescriptor
    ) {
        self.process = process
        self.input = input
        self.output = output
    }

    /// What it writes, up to and with `text`, or to its end.
    func read(to text: String) async throws -> String {
        var bytes: [UInt8] = []
        while !String(decoding: bytes, as: UTF8.self).hasSuffix(text) {
            let part = try await output.read(upTo: 1)
            if part.isEmpty { break }
            bytes += part
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The rest of what it writes.
    func rest() async throws -> String {
        var bytes: [UInt8] = []
        while true {
            let part = try await output.read(upTo: 4096)
            if part.isEmpty { return String(decoding: bytes, as: UTF8.self) }
            bytes += part
        }
    }

    /// Waits for its end, with its input and its output open: a terminal would hang up.
    consuming func end() async throws -> ChildState {
        let state = try await process.wait()
        extendLifetime(input)
        extendLifetime(output)
        return state
    }

    /// Waits for its end, which is to be this.
    consuming func expectEnd(
        _ expected: ChildState, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let state = try await end()
        #expect(state == expected, sourceLocation: sourceLocation)
    }
}

/// Who runs a command.
enum Caller: CaseIterable, CustomTestStringConvertible {
    case root
    case ordinary

    /// Whoever runs the tests.
    static var ourselves: Caller { geteuid() == 0 ? .root : .ordinary }

    /// Those that we can be.
    static var available: [Caller] { geteuid() == 0 ? [.root, .ordinary] : [.ordinary] }

    static let ordinaryUser: UInt32 = geteuid() == 0 ? 12345 : geteuid()
    static let ordinaryGroup: UInt32 = geteuid() == 0 ? 12345 : getegid()

    var user: UInt32 { self == .root ? 0 : Self.ordinaryUser }
    var group: UInt32 { self == .root ? 0 : Self.ordinaryGroup }

    var testDescription: String { self == .root ? "root" : "an ordinary user" }

    /// What runs `words` as this caller.
    func words(_ words: [String]) -> [String] {
        guard self != .ourselves else { return words }
        return ["setpriv", "--reuid", "\(user)", "--regid", "\(group)", "--clear-groups"] + words
    }

    /// Whether an ordinary user may make a user namespace, and execute the command here.
    @Sendable static func canHaveUserNamespaces() async throws -> Bool {
        let words = Caller.ordinary.words(["unshare", "--user", "test", "-x", BuiltCommand.path])
        return try await LinuxProcess.local.run(Command(words[0], Array(words.dropFirst()))).state.isSuccess
    }

    static let needed: Comment =
        "the kernel forbids user namespaces to ordinary users, or they may not execute what is built here"
}

/// A directory that everybody may write to, for as long as this lives.
final class Scratch: Sendable {
    let path: String

    init() throws {
        // Not of TMPDIR, where others may have no business.
        path = "/tmp/rsyscall-" + UUID().uuidString
        try directory("")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Makes a directory for everybody, and those on the way to it.
    @discardableResult
    func directory(_ name: String) throws -> String {
        var directory = path
        for part in name.split(separator: "/") {
            try makeForEverybody(directory)
            directory += "/" + part
        }
        try makeForEverybody(directory)
        return directory
    }

    private func makeForEverybody(_ directory: String) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: directory)
    }

    /// Writes a file that everybody may read.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path + "/" + name)
        return path + "/" + name
    }

    func names(in name: String) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: path + "/" + name))
    }
}

/// Options that give a new root what a shell needs.
let bindsOfTheSystem: [String] = ["/usr", "/bin", "/lib", "/lib64"]
    .filter { FileManager.default.fileExists(atPath: $0) }.flatMap { ["--ro-bind", "\($0):\($0)"] }

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
        let input = try await process.pipe2()
        let output = try await process.pipe2()
        let child = try await process.clone()
        try await child.inherit(input.read).dup3(ontoUnowned: FileDescriptorNumber(0))
        try await child.inherit(output.write).dup3(ontoUnowned: FileDescriptorNumber(1))
        // `SIGTSTP` stops no process whose group's members have no parent in another group of the session.
        try await child.setpgid()
        let running = try await execute(words, in: child)
        try await input.read.close()
        try await output.write.close()
        return StartedCommand(process: running, input: input.write, output: output.read)
    }

    /// Starts it in the foreground of a terminal whose other side is ours.
    static func startAtTerminal(
        _ arguments: [String], as caller: Caller = .ourselves
    ) async throws -> StartedCommand {
        var numbers: (ours: CInt, theirs: CInt) = (-1, -1)
        try #require(openpty(&numbers.ours, &numbers.theirs, nil, nil, nil) == 0)
        // Or the command would have our side too, and no hangup would come.
        for number in [numbers.ours, numbers.theirs] { try #require(fcntl(number, F_SETFD, FD_CLOEXEC) == 0) }
        let task = LinuxProcess.local
        let ours = try OwnedFileDescriptor(adopting: FileDescriptorNumber(numbers.ours), of: task)
        let theirs = try OwnedFileDescriptor(adopting: FileDescriptorNumber(numbers.theirs), of: task)
        let child = try await LinuxProcess.local.clone()
        try await child.setsid()
        let terminal = try await child.inherit(theirs)
        try await child.process.unsafeSyscall(.ioctl, terminal.number, CInt(TIOCSCTTY), 0)
        for number in CInt(0)...2 { try await terminal.dup3(ontoUnowned: FileDescriptorNumber(number)) }
        let running = try await execute(caller.words([path] + arguments), in: child)
        try await theirs.close()
        return StartedCommand(process: running, input: try await ours.duplicate(), output: ours)
    }

    private static func execute(
        _ words: [String], in child: consuming ClonedProcess
    ) async throws -> ChildProcess {
        // Who starts the tests may have some ignored: a shell in the background, `nohup`, Python.
        for (signal, _) in SIG.names where signal != .kill && signal != .stop {
            try await child.sigaction(signal, .default)
        }
        let command = Command(words[0], Array(words.dropFirst()))
        return try await droppingRefused(child) { try await $0.exec(command) }
    }

    /// Starts `rsyscall run` with these arguments.
    static func startRun(_ arguments: [String], as caller: Caller = .ourselves) async throws -> StartedCommand
    {
        try await start(caller.words([path, "run"] + arguments))
    }
}

/// Options that give a new root what a shell needs.
let bindsOfTheSystem: [String] = ["/usr", "/bin", "/lib", "/lib64"]
    .filter { FileManager.default.fileExists(atPath: $0) }.flatMap { ["--ro-bind", "\($0):\($0)"] }

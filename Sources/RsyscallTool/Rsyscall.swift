import ArgumentParser
import CRsyscallTool
import Glibc
import Rsyscall
import SystemPackage

/// The `rsyscall` command.
struct RsyscallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rsyscall",
        abstract: "Makes Linux system calls on any process.",
        version: "rsyscall, unreleased",
        subcommands: [Run.self, Tour.self])
}

@main
enum Program {
    static func main() {
        rsyscall_release_sent_signals()
        holdStandardNumbers()
        do {
            guard !ArgumentText.parsed.isEmpty else { throw Failure("started without even a name") }
            var command = try RsyscallCommand.parseAsRoot(Array(ArgumentText.parsed.dropFirst()))
            switch command {
            case let run as Run: try begin { [signals = HeldSignals()] in try await run.status(signals) }
            case let tour as Tour: try begin { try await tour.show() }
            default: try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    /// Takes the numbers below 3 that are closed, so that no file of ours is written to as standard error. To write to
    /// them is an error all the same.
    private static func holdStandardNumbers() {
        while true {
            let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0, descriptor <= 2 else {
                close(descriptor)
                return
            }
        }
    }

    /// Runs `body`, and exits with the status that it returns.
    ///
    /// - Throws: ``Failure`` if the library couldn't begin.
    private static func begin(_ body: @escaping @Sendable () async throws -> Int32) throws(Failure) {
        try OwnDescriptor.check()
        try OwnThreads.check()
        // The runtime would let the main thread take the signals that are held.
        MainThreadExecutor.shared.run {
            do {
                let status = try await body()
                try flush()
                exit(status)
            } catch {
                end(with: error)
            }
        }
    }

    /// Says what went wrong, if anything did, and ends us.
    static func end(with error: any Error) -> Never {
        fflush(nil)
        if let failure = error as? Failure {
            complain("\(name): \(failure.message)")
            exit(failure.status)
        }
        let status = RsyscallCommand.exitCode(for: error)
        if status.isSuccess { showHelp(error) }
        guard status == .validationFailure else {
            complain("\(name): \(error)")
            exit(1)
        }
        let isCommandMisplaced = name.hasSuffix("run") && ArgumentText.command == nil
        let hint = isCommandMisplaced ? "; the command goes after --" : ""
        complain("\(name): \(RsyscallCommand.message(for: error))\(hint)")
        exit(2)
    }

    /// Writes the text that was asked for, and ends us.
    private static func showHelp(_ request: any Error) -> Never {
        print(RsyscallCommand.fullMessage(for: request))
        do {
            try flush()
        } catch {
            complain("\(name): \(error.message)")
            exit(error.status)
        }
        exit(0)
    }

    private static func flush() throws(Failure) {
        if fflush(nil) != 0 { throw Failure("standard output: \(Errno(rawValue: errno))") }
    }

    /// The command's name, with the subcommand's if there is one.
    private static var name: String {
        let names = RsyscallCommand.configuration.subcommands.compactMap { $0._commandName }
        let subcommand = ArgumentText.parsed.dropFirst().first.flatMap { names.contains($0) ? $0 : nil }
        return subcommand.map { "rsyscall \($0)" } ?? "rsyscall"
    }
}

import ArgumentParser
import Foundation

/// The `rsyscall` command.
struct RsyscallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rsyscall",
        abstract: "Linux system calls on any process.",
        subcommands: [Tour.self, Run.self])
}

@main
enum Program {
    static func main() async {
        do {
            var command = try RsyscallCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch let failure as Failure {
            complain("rsyscall: \(failure.message)")
            exit(failure.status)
        } catch {
            let status = RsyscallCommand.exitCode(for: error)
            if status.isSuccess { RsyscallCommand.exit(withError: error) }
            let isUsage = status == .validationFailure
            let message = RsyscallCommand.message(for: error).split(separator: "\n").first ?? "failed"
            complain("rsyscall: \(isUsage ? String(message) : "\(error)")")
            exit(isUsage ? 2 : 1)
        }
    }
}

/// Something that ends the command with one line and a status.
struct Failure: Error {
    let message: String
    let status: Int32
}

/// Writes one line to standard error.
func complain(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}

import ArgumentParser
import Foundation
import Rsyscall
import SystemPackage

/// `rsyscall tour`: the library at work on a real file.
struct Tour: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Shows the library at work on a file: reads it, lists, pipes and maps it, and gives it to a child."
    )

    @Argument(help: "The file; the package's own README unless given.")
    var file: String?

    @Flag(help: "Show each system call on standard error.")
    var trace = false

    func run() async throws {
        if trace {
            LinuxProcess.local.task.tracer.write { complain($0) }
        }
        let path = FilePath(file ?? Self.readme)
        do {
            try await FileTour(process: .local, path: path).run()
            try await ChildTour(process: .local, path: path).run()
        } catch let error as SyscallError {
            throw Failure(message: "tour: \(path): \(error)", status: 1)
        }
    }

    private static let readme = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("README.md").path
}

import ArgumentParser
import Rsyscall
import SystemPackage

/// `rsyscall tour`: the library at work on a real file.
struct Tour: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Demonstrates the library on a file: reads, lists, pipes and maps it, and passes it to a child."
    )

    @Argument(help: "The file; by default, the README of the package.")
    var file: String?

    @Flag(help: "Prints each system call to standard error.")
    var trace = false

    /// Runs the tour, and returns the status to exit with.
    func show() async throws -> Int32 {
        if trace {
            LinuxProcess.local.tracer.write { complain($0) }
        }
        let path = file.map { FilePath(argument: $0) } ?? Self.readme
        do {
            try await FileTour(process: .local, path: path).run()
        } catch let error as SyscallError {
            throw Failure("\(path): \(error.call): \(error.errno)")
        } catch let error as AllocationError {
            throw Failure("\(path): \(error)")
        }
        try await step("the child") { try await ChildTour(process: .local, path: path).run() }
        return 0
    }

    private static let readme = FilePath(#filePath)
        .removingLastComponent().removingLastComponent().removingLastComponent()
        .appending("README.md")

    /// Writes a line that says what a step did.
    static func tell(_ step: String, _ text: String) {
        print(step + String(repeating: " ", count: max(1, 10 - step.count)) + text)
    }
}

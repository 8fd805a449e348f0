import ArgumentParser

/// The `rsyscall` command.
@main
struct RsyscallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rsyscall",
        abstract: "Linux system calls on any process.",
        subcommands: [Tour.self])
}

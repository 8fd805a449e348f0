/// A program to execute, with its arguments and what it changes of the environment.
public struct Command: Hashable, Sendable {
    /// The program: a path, or a name to be found in `PATH`.
    public var program: String
    /// The arguments after the name.
    public var arguments: [String]
    /// Variables that are set, or with `nil` removed.
    public var environmentUpdates: [String: String?]

    /// The program with these arguments.
    public init(_ program: String, _ arguments: [String] = []) {
        self.program = program
        self.arguments = arguments
        self.environmentUpdates = [:]
    }

    /// A line for the shell.
    public static func shell(_ line: String) -> Command {
        Command("/bin/sh", ["-c", line])
    }

    /// The same with a variable set, or with `nil` removed.
    public func setting(_ name: String, to value: String?) -> Command {
        var command = self
        command.environmentUpdates[name] = .some(value)
        return command
    }

    func applied(to environment: Environment) -> Environment {
        var environment = environment
        for (name, value) in environmentUpdates { environment[name] = value }
        return environment
    }
}

extension Command: CustomStringConvertible {
    /// The command as one would type it, with quotes where a word needs them.
    public var description: String {
        ([program] + arguments).map { word in
            let isPlain =
                !word.isEmpty
                && word.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"):
                        true
                    default: "-_./=:,+@%".utf8.contains(byte)
                    }
                }
            return isPlain
                ? word
                : "'"
                    + word.split(separator: "'", omittingEmptySubsequences: false)
                    .joined(separator: "'\\''") + "'"
        }.joined(separator: " ")
    }
}

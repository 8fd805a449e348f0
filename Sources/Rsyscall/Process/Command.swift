public import SystemPackage

/// A program to execute, with its arguments and its changes to the environment.
public struct Command: Hashable, Sendable {
    /// The program: a path, or a name to be looked up in `PATH`.
    public var program: CString
    /// The arguments after the name.
    public var arguments: [CString]
    /// The variables to set, or to remove if the value is `nil`.
    public var environmentUpdates: [CString: CString?]

    /// Creates a command from a program and its arguments.
    public init(_ program: CString, _ arguments: [CString]) {
        self.program = program
        self.arguments = arguments
        self.environmentUpdates = [:]
    }

    /// Creates a command from a program and its arguments.
    public init(_ program: String, _ arguments: [String] = []) {
        self.init(CString(program), arguments.map { CString($0) })
    }

    /// Creates a command from a program's file, such as ``Environment/which(_:in:)`` returns, and its arguments.
    public init(_ program: FilePath, _ arguments: [String] = []) {
        self.init(CString(program), arguments.map { CString($0) })
    }

    /// Creates a command that runs `line` in `/bin/sh`.
    public static func shell(_ line: String) -> Command {
        Command("/bin/sh", ["-c", line])
    }

    /// Returns the command with a variable set, or removed if `value` is `nil`.
    public func setting(_ name: CString, to value: CString?) -> Command {
        var command = self
        command.environmentUpdates[name] = .some(value)
        return command
    }

    /// Returns the command with a variable set, or removed if `value` is `nil`.
    public func setting(_ name: String, to value: String?) -> Command {
        setting(CString(name), to: value.map { CString($0) })
    }

    func applied(to environment: Environment) -> Environment {
        var environment = environment
        // A dictionary's order differs from run to run.
        let updates = environmentUpdates.sorted { $0.key.precedes($1.key) }
        for (name, value) in updates { environment[name] = value }
        return environment
    }
}

extension Command: CustomStringConvertible {
    /// The command as it would be typed in a shell, with quotes around words that need them.
    public var description: String {
        ([program] + arguments).map(\.asTyped).joined(separator: " ")
    }
}

extension CString {
    /// The string as a word for the shell.
    fileprivate var asTyped: String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return "$'" + bytes.map(Self.escaped).joined() + "'"
        }
        if !bytes.isEmpty, bytes.allSatisfy(Self.isPlain) { return text }
        return "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_./=:,+@%".utf8.contains(byte)
        }
    }

    private static func escaped(_ byte: UInt8) -> String {
        if isPlain(byte) { return String(Unicode.Scalar(byte)) }
        return (byte < 16 ? "\\x0" : "\\x") + String(byte, radix: 16)
    }
}

import CRsyscall
public import SystemPackage

/// The environment of a program: names and their values.
public struct Environment: Hashable, Sendable {
    /// Every variable.
    public var variables: [String: String]

    /// These variables.
    public init(_ variables: [String: String] = [:]) {
        self.variables = variables
    }

    /// Our own environment as it is now.
    public static var current: Environment {
        var variables: [String: String] = [:]
        guard var line = rsyscall_environment() else { return Environment() }
        while let text = line.pointee {
            let parts = String(cString: text).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            line += 1
        }
        return Environment(variables)
    }

    /// The variable's value, where it is set.
    public subscript(name: String) -> String? {
        get { variables[name] }
        set { variables[name] = newValue }
    }

    /// Lines of the form `NAME=value`, in the order of names, as `execve(2)` takes them.
    public var lines: [String] {
        variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    /// Where the program called `name` is: the name itself if it has a slash, else in the first directory
    /// of `PATH` that has it.
    ///
    /// - Throws: ``CommandNotFound``, or ``Hangup``.
    public func which(_ name: String, in process: some SystemCalling) async throws -> FilePath {
        try await which(name, task: process.task)
    }

    func which(_ name: String, task: KernelTask) async throws -> FilePath {
        if name.contains("/") { return FilePath(name) }
        let path = self["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        for directory in path.split(separator: ":", omittingEmptySubsequences: false) {
            let candidate = FilePath(directory.isEmpty ? "." : String(directory)).appending(name)
            do {
                try await task.faccessat2(candidate, .x, .eaccess)
                if try await task.stat(candidate).fileType == .reg { return candidate }
            } catch is SyscallError {
                continue
            }
        }
        throw CommandNotFound(name: name, path: path)
    }
}

/// No directory of `PATH` has the command.
public struct CommandNotFound: Error, Hashable, CustomStringConvertible {
    /// What was looked for.
    public let name: String
    /// The directories that were searched, as `PATH` has them.
    public let path: String

    /// One line for a person.
    public var description: String { "\(name): not found in \(path)" }
}

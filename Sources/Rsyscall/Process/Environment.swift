import CRsyscall
import Glibc
public import SystemPackage

/// The environment of a program, as names and values.
public struct Environment: Hashable, Sendable {
    /// Every variable.
    public var variables: [CString: CString]

    /// Creates an environment with these variables.
    public init(_ variables: [CString: CString] = [:]) {
        self.variables = variables
    }

    /// Our own environment as it is now.
    public static var current: Environment {
        var variables: [CString: CString] = [:]
        guard var line = rsyscall_environment() else { return Environment() }
        while let text = line.pointee {
            let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
            if let equals = bytes.firstIndex(of: UInt8(ascii: "=")) {
                variables[CString(bytes[..<equals])] = CString(bytes[(equals + 1)...])
            }
            line += 1
        }
        return Environment(variables)
    }

    /// The variable's value, or `nil` if it isn't set.
    public subscript(name: CString) -> CString? {
        get { variables[name] }
        set { variables[name] = newValue }
    }

    /// The variable's value as text, or `nil` if it isn't set. Invalid UTF-8 is replaced.
    public subscript(name: String) -> String? {
        get { variables[CString(name)]?.description }
        set { variables[CString(name)] = newValue.map { CString($0) } }
    }

    /// Lines of the form `NAME=value`, in the order of names, as `execve(2)` takes them.
    public var lines: [CString] {
        variables.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
            .map { CString($0.key.bytes + [UInt8(ascii: "=")] + $0.value.bytes) }
    }

    /// Returns the path of a program: `name` itself if it has a slash, otherwise the first file of that name in the
    /// directories of `PATH` that this process may execute.
    ///
    /// As `execvp(3)` does, it continues the search after a file that may not be executed. Before Linux 5.8, which
    /// added `faccessat2(2)`, the real user and group decide, and not the effective ones.
    ///
    /// - Throws: ``CommandError/notFound(name:path:)``; or, if a file or a directory couldn't be used and no other file
    ///   is found, the ``SyscallError`` of the first, such as `EACCES`.
    public func which(
        _ name: CString, in process: borrowing some SystemCalling & ~Copyable
    ) async throws -> FilePath {
        let process = process.process
        let program = try FilePath(name)
        if name.bytes.contains(UInt8(ascii: "/")) { return program }
        let path: CString = self["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        var refusal: SyscallError?
        for directory in path.bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
            let directory: CString = directory.isEmpty ? "." : CString(directory)
            let candidate = try FilePath(directory).pushing(program)
            do {
                try await process.checkExecutable(candidate)
                if try await process.stat(candidate).fileType == .reg { return candidate }
            } catch let error as SyscallError {
                let isMissing = error.errno == .noSuchFileOrDirectory || error.errno == .notDirectory
                if !isMissing && refusal == nil { refusal = error }
            }
        }
        if let refusal { throw refusal }
        throw CommandError.notFound(name: name, path: path)
    }
}

extension LinuxProcess {
    /// Checks that this process may execute the file.
    fileprivate func checkExecutable(_ path: FilePath) async throws {
        do {
            try await faccessat2(path, .x, .eaccess)
        } catch let error as SyscallError where error.errno == .noFunction || error.errno == .notPermitted {
            // What is said by kernels that have no such call, and by filters that know of none.
            try await syscall(.faccessat, self, path, OK.x)
        }
    }
}

import CRsyscall
import Glibc
public import SystemPackage

/// The environment of a program: names and their values.
public struct Environment: Hashable, Sendable {
    /// Every variable.
    public var variables: [CString: CString]

    /// These variables.
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

    /// The variable's value, where it is set.
    public subscript(name: CString) -> CString? {
        get { variables[name] }
        set { variables[name] = newValue }
    }

    /// The variable's value as text, where it is set; what is not UTF-8 is replaced.
    public subscript(name: String) -> String? {
        get { variables[CString(name)]?.description }
        set { variables[CString(name)] = newValue.map { CString($0) } }
    }

    /// Lines of the form `NAME=value`, in the order of names, as `execve(2)` takes them.
    public var lines: [CString] {
        variables.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
            .map { CString($0.key.bytes + [UInt8(ascii: "=")] + $0.value.bytes) }
    }

    /// Where the program called `name` is: the name itself if it has a slash, else in the first directory
    /// of `PATH` that has it and lets this process execute it.
    ///
    /// As `execvp(3)` does, it looks on after a file that may not be executed. On a kernel without
    /// `faccessat2(2)`, before Linux 5.8, the real user and group decide, not the effective ones.
    ///
    /// - Throws: ``CommandNotFound``; ``SyscallError`` of the first file or directory that could not be
    ///   used, with `EACCES` where this process may not, if no other is found; ``MemoryEncodingError``; or
    ///   ``Hangup``.
    public func which(_ name: CString, in process: some SystemCalling) async throws -> FilePath {
        try await which(name, task: process.task)
    }

    func which(_ name: CString, task: KernelTask) async throws -> FilePath {
        let program = try FilePath(name)
        if name.bytes.contains(UInt8(ascii: "/")) { return program }
        let path: CString = self["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        var refusal: SyscallError?
        for directory in path.bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
            let directory: CString = directory.isEmpty ? "." : CString(directory)
            let candidate = try FilePath(directory).pushing(program)
            do {
                try await task.checkExecutable(candidate)
                if try await task.stat(candidate).fileType == .reg { return candidate }
            } catch let error as SyscallError {
                let isMissing = error.errno == .noSuchFileOrDirectory || error.errno == .notDirectory
                if !isMissing && refusal == nil { refusal = error }
            }
        }
        if let refusal { throw refusal }
        throw CommandNotFound(name: name, path: path)
    }
}

extension KernelTask {
    /// Throws unless this process may execute the file.
    fileprivate func checkExecutable(_ path: FilePath) async throws {
        do {
            try await faccessat2(path, .x, .eaccess)
        } catch let error as SyscallError where error.errno == .noFunction || error.errno == .notPermitted {
            // What is said by kernels that have no such call, and by filters that know of none.
            let base = pathBase()
            try await withPath(try await pointer(to: path)) { path in
                _ = try await syscall(.faccessat, base, path, OK.x)
            }
        }
    }
}

/// No directory of `PATH` has the command.
public struct CommandNotFound: Error, Hashable, CustomStringConvertible {
    /// What was looked for.
    public let name: CString
    /// The directories that were searched, as `PATH` has them.
    public let path: CString

    /// One line for a person.
    public var description: String { "\(name): not found in \(path)" }
}

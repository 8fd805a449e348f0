import CRsyscall
import Glibc
public import SystemPackage

/// The environment of a program: names and values, as `environ(7)` describes them.
///
/// A name is not empty and has no `=`. ``lines`` throws if a variable with another name was set, so that no program
/// is executed with it.
///
/// Lines that were inherited are passed on as they are, even if they are not of the form `NAME=value` or have the name
/// of an earlier one. If a name occurs several times, its first value counts, as for `getenv(3)`; setting or removing
/// the variable removes the others.
public struct Environment: Sendable {
    /// `nil` where a line was removed, so that the places of the others stay.
    private var entries: [Entry?] = []
    /// The places of each name, in order.
    private var places: [CString: [Int]] = [:]

    private enum Entry: Hashable {
        case variable(name: CString, value: CString)
        /// A line that names no variable.
        case odd(CString)
    }

    /// Creates an environment with these variables, in the order of their names.
    public init(_ variables: [CString: CString] = [:]) {
        for (name, value) in variables.sorted(by: { $0.key.precedes($1.key) }) {
            append(.variable(name: name, value: value))
        }
    }

    /// Creates an environment from lines such as those in `/proc/PID/environ`, which are passed on as they are.
    public init(lines: some Sequence<CString>) {
        for line in lines {
            let name = line.bytes.prefix { $0 != UInt8(ascii: "=") }
            if name.isEmpty || name.count == line.bytes.count {
                append(.odd(line))
            } else {
                let value = line.bytes[(name.count + 1)...]
                append(.variable(name: CString(name), value: CString(value)))
            }
        }
    }

    /// The environment that our process was started with.
    ///
    /// It is copied before `main` and isn't read again, so it doesn't show what `setenv(3)`, `putenv(3)` or
    /// `unsetenv(3)` change later. Unlike `environ`, it can be used while other threads call them.
    public static var current: Environment { inherited }

    private static let inherited: Environment = {
        var lines: [CString] = []
        guard var line = rsyscall_environment() else { return Environment() }
        while let text = line.pointee {
            lines.append(CString(UnsafeRawBufferPointer(start: text, count: strlen(text))))
            line += 1
        }
        return Environment(lines: lines)
    }()

    /// Every variable with its value.
    public var variables: [CString: CString] {
        places.compactMapValues { places in
            guard let first = places.first, case .variable(_, let value) = entries[first] else { return nil }
            return value
        }
    }

    /// The variable's value, or `nil` if it isn't set.
    public subscript(name: CString) -> CString? {
        get {
            guard let first = places[name]?.first, case .variable(_, let value) = entries[first] else {
                return nil
            }
            return value
        }
        set {
            let old = places.removeValue(forKey: name) ?? []
            for place in old { entries[place] = nil }
            guard let newValue else { return }
            let entry = Entry.variable(name: name, value: newValue)
            guard let first = old.first else { return append(entry) }
            entries[first] = entry
            places[name] = [first]
        }
    }

    /// The variable's value as text, or `nil` if it isn't set. Invalid UTF-8 is replaced.
    public subscript(name: String) -> String? {
        get { self[CString(name)]?.description }
        set { self[CString(name)] = newValue.map { CString($0) } }
    }

    /// The lines as `execve(2)` takes them: those that were inherited, in their order, then those that were added.
    ///
    /// - Throws: ``CommandError/invalidVariable(name:)`` if the name of a variable that was set is empty or contains
    /// `=`.
    public var lines: [CString] {
        get throws(CommandError) {
            try checkNames()
            return entries.compactMap { $0.map(Self.line) }
        }
    }

    private func checkNames() throws(CommandError) {
        // Those that were inherited can't be invalid: see init(lines:).
        for name in places.keys where name.bytes.isEmpty || name.bytes.contains(UInt8(ascii: "=")) {
            throw CommandError.invalidVariable(name: name)
        }
    }

    private static func line(_ entry: Entry) -> CString {
        switch entry {
        case .variable(let name, let value): CString(name.bytes + [UInt8(ascii: "=")] + value.bytes)
        case .odd(let line): line
        }
    }

    private mutating func append(_ entry: Entry) {
        if case .variable(let name, _) = entry { places[name, default: []].append(entries.count) }
        entries.append(entry)
    }

    /// Returns the path of a program: `name` itself if it has a slash, otherwise the first file of that name in the
    /// directories of `PATH` that this process may execute.
    ///
    /// Like `execvp(3)`, it continues the search after a file that may not be executed. Before Linux 5.8, which added
    /// `faccessat2(2)`, the real user and group decide, not the effective ones.
    ///
    /// - Throws: ``CommandError/notFound(name:path:)``; or, if a file or a directory couldn't be used and no other file
    ///   is found, the ``SyscallError`` of the first, such as `EACCES`.
    public func which(
        _ name: CString, in process: borrowing some SystemCalling & ~Copyable
    ) async throws -> FilePath {
        let process = process.process
        let program = try FilePath(name)
        // A name that ends with a slash is a directory, which the kernel is to refuse. A FilePath drops that slash.
        if name.bytes.last == UInt8(ascii: "/") { return program.appending(".") }
        if name.bytes.contains(UInt8(ascii: "/")) { return program }
        let path: CString = self["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        // Not paths: in a debug build, these take time that is quadratic in their lengths.
        let candidates = path.bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .map { directory in
                let directory = directory.isEmpty ? [UInt8(ascii: ".")] : Array(directory)
                return CString(directory + [UInt8(ascii: "/")] + name.bytes)
            }
        var refusal: SyscallError?
        let found = try await ExecutableSearch(candidates, by: process).results()
        for (candidate, result) in zip(candidates, found) {
            switch result {
            case .success(.reg): return try FilePath(candidate)
            case .success: break
            case .failure(let error):
                let isMissing = error.errno == .noSuchFileOrDirectory || error.errno == .notDirectory
                if !isMissing && refusal == nil { refusal = error }
            }
        }
        if let refusal { throw refusal }
        throw CommandError.notFound(name: name, path: path)
    }
}

extension Environment: Hashable {
    /// Returns whether both have the same lines, whatever the order of different variables.
    public static func == (a: Environment, b: Environment) -> Bool { a.values == b.values && a.odd == b.odd }

    /// Hashes the variables.
    public func hash(into hasher: inout Hasher) { hasher.combine(variables) }

    private var values: [CString: [Entry?]] { places.mapValues { $0.map { entries[$0] } } }
    private var odd: [Entry] {
        entries.compactMap { if case .odd = $0 { $0 } else { nil } }
    }
}

extension CString {
    func precedes(_ other: CString) -> Bool { bytes.lexicographicallyPrecedes(other.bytes) }
}

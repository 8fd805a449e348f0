import Foundation
import Rsyscall

/// A directory that every user may write to, for as long as this lives.
final class Scratch: Sendable {
    let path: String

    init() throws {
        // Not of TMPDIR, where others may have no business.
        path = "/tmp/rsyscall-" + UUID().uuidString
        try directory("")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Makes a directory that every user may use, and those on the way to it.
    @discardableResult
    func directory(_ name: String) throws -> String {
        var directory = path
        for part in name.split(separator: "/") {
            try makeForEverybody(directory)
            directory += "/" + part
        }
        try makeForEverybody(directory)
        return directory
    }

    private func makeForEverybody(_ directory: String) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: directory)
    }

    /// Writes a file that every user may read.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path + "/" + name)
        return path + "/" + name
    }

    /// Writes a file that can be executed, in another process.
    ///
    /// Whatever other tests start meanwhile could have a copy of a descriptor of ours that the file was written by, and
    /// as long as there is one, executing the file fails with ETXTBSY.
    func program(_ name: String, _ text: String) async throws -> String {
        let script = Command(
            "/bin/sh",
            ["-c", "printf %s \"$1\" >\"$0\"; chmod 755 \"$0\"", CString("\(path)/\(name)"), CString(text)])
        guard try await LinuxProcess.local.run(script).state.isSuccess else {
            throw CocoaError(.fileWriteUnknown)
        }
        return "\(path)/\(name)"
    }

    /// Copies a program, in another process for the same reason.
    func copy(_ program: String, to name: String, mode: String) async throws -> String {
        let script = Command(
            "/bin/sh",
            [
                "-c", "cp \"$1\" \"$0\"; chmod \"$2\" \"$0\"", CString("\(path)/\(name)"), CString(program),
                CString(mode),
            ])
        guard try await LinuxProcess.local.run(script).state.isSuccess else {
            throw CocoaError(.fileWriteUnknown)
        }
        return "\(path)/\(name)"
    }

    func names(in name: String) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: path + "/" + name))
    }
}

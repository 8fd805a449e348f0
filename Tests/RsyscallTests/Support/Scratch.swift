import Foundation

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

    func names(in name: String) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: path + "/" + name))
    }
}

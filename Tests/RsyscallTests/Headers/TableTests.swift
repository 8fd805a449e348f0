import Foundation
import Rsyscall
import Testing

/// Compares Scripts/Tables with the C headers that are installed, as far as those go: what a header does
/// not define, it is too old for.
@Suite struct TableTests {
    @Test func everyNumberIsThatOfTheInstalledHeaders() async throws {
        let tables = try HeaderTable.all()
        let constants = tables.flatMap(\.constants)
        #expect(constants.count > 900, "the tables were not found or not understood")

        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("rsyscall-tables-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var sources: [String] = []
        for table in tables {
            let source = folder.appendingPathComponent(table.name + ".c")
            try table.comparison.write(to: source, atomically: true, encoding: .utf8)
            sources.append(source.path)
        }

        let log = folder.appendingPathComponent("log")
        let compiler = try SpawnedProgram.start(
            ["clang", "-fsyntax-only", "-ferror-limit=0"] + sources, output: log)
        let end = try await LinuxProcess.local.waitid(.pid, compiler, .exited)?.childState()
        let output = try String(contentsOf: log, encoding: .utf8)
        for error in output.split(separator: "\n") where error.contains("error: ") {
            Issue.record("\(error)")
        }
        #expect(end == .exited(status: 0))
        let unknown = output.split(separator: "\n").count { $0.contains("warning: not in the header: ") }
        #expect(constants.count - unknown > 850, "only \(constants.count - unknown) were compared")
    }

    @Test func `generate --check finds the generated files as the tables make them`() async throws {
        let log = FileManager.default.temporaryDirectory
            .appendingPathComponent("rsyscall-generate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: log) }
        let script = packageRoot.appendingPathComponent("Scripts/generate").path
        let generator = try SpawnedProgram.start([script, "--check"], output: log)
        let end = try await LinuxProcess.local.waitid(.pid, generator, .exited)?.childState()
        let output = try String(contentsOf: log, encoding: .utf8)
        #expect(end == .exited(status: 0), "\(output)")
    }
}

/// What of a table can be compared with a header: names and numbers.
private struct HeaderTable {
    struct Constant {
        let name: String
        let number: Int
        let isEnumerator: Bool
        let isWide: Bool
    }

    let name: String
    private(set) var headers: [String] = []
    private(set) var constants: [Constant] = []

    static func all() throws -> [HeaderTable] {
        let folder = packageRoot.appendingPathComponent("Scripts/Tables")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "table" }
            .map {
                HeaderTable(name: $0.lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8))
            }
    }

    private init(name: String, text: String) {
        self.name = name
        var group: [Substring] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.prefix { $0 != "|" }.split(separator: " ")
            if words[0] == "@include" {
                headers.append(String(words[1]))
            } else if words[0].hasPrefix("@") {
                group = words
            } else if words[0] != "-", let number = Self.number(words) {
                let prefix = group[0] == "@calls" ? String(group[2]) : ""
                constants.append(
                    Constant(
                        name: prefix + words[0], number: number, isEnumerator: group.contains(".enum"),
                        isWide: ["UInt", "UInt64"].contains(group[2])))
            }
        }
    }

    /// The number on this architecture.
    private static func number(_ words: [Substring]) -> Int? {
        let numbers = words.dropFirst().filter { $0 == "-" || $0.first?.isNumber == true }
        #if arch(x86_64)
            guard let literal = numbers.first else { return nil }
        #else
            guard let literal = numbers.last else { return nil }
        #endif
        switch literal.prefix(2) {
        case "0x": return Int(literal.dropFirst(2), radix: 16)
        case "0o": return Int(literal.dropFirst(2), radix: 8)
        default: return Int(literal)
        }
    }

    /// A C program that does not compile if a number differs.
    var comparison: String {
        var lines = headers.flatMap { ["#if __has_include(<\($0)>)", "#include <\($0)>", "#endif"] }
        for constant in constants {
            let type = constant.isWide ? "unsigned long long" : "unsigned int"
            let (name, number) = (constant.name, "\(constant.number)ULL")
            let assertion = "_Static_assert((\(type))(\(name)) == (\(type))\(number), \"\(name)\");"
            if constant.isEnumerator {
                lines.append(assertion)
            } else {
                lines += ["#ifdef \(name)", assertion, "#else"]
                lines += ["#warning not in the header: \(name)", "#endif"]
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

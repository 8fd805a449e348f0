// Writes the Swift files that are made from tables and from other Swift files into another directory.

import Foundation

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("Scripts/generate: \(message)\n".utf8))
    exit(1)
}

/// Constants and numbers of calls, from the tables.
func writeTables(_ tables: URL, to output: URL) throws {
    for file in try FileManager.default.contentsOfDirectory(at: tables, includingPropertiesForKeys: nil)
    where file.pathExtension == "table" {
        let table = try Table(
            name: file.lastPathComponent, text: try String(contentsOf: file, encoding: .utf8))
        for file in table.files {
            try write(file.swift(from: table), to: output.appendingPathComponent(file.path))
        }
        if let (path, text) = table.numbers { try write(text, to: output.appendingPathComponent(path)) }
    }
}

/// The methods that record calls, from those that make them. Returns the methods that have no twin, and why.
func writePrograms(_ headers: URL, to output: URL) throws -> [String] {
    let isSource = { (path: String) in
        path.hasSuffix("Calls.swift") || path.hasSuffix("/CapabilityOptions.swift")
    }
    let paths = try FileManager.default.subpathsOfDirectory(atPath: headers.path).filter(isSource).sorted()
    var methods: [(path: String, methods: [CallMethod])] = []
    for path in paths {
        let source = try String(contentsOf: headers.appendingPathComponent(path), encoding: .utf8)
        methods.append((path, try CallReader.methods(in: source, of: path)))
    }
    let names = methods.flatMap(\.methods).map { "\($0.owner.rawValue)/\($0.fullName)" }
    let ambiguous = Dictionary(grouping: names, by: \.self).filter { $1.count > 1 }

    var skipped: [String] = []
    for (path, methods) in methods {
        var calls: [RecordedCall] = []
        for method in methods {
            do {
                calls.append(try RecordedCall(method))
            } catch let error as Unrecordable {
                skipped.append("\(path):\(method.line): \(method.fullName) \(error.reason)")
            }
        }
        let file = headers.appendingPathComponent(path).lastPathComponent
        let program = ProgramOutput(source: file, calls: calls, ambiguous: Set(ambiguous.keys))
        if calls.isEmpty { continue }
        let folder = output.appendingPathComponent(path).deletingLastPathComponent()
        try write(program.swift, to: folder.appendingPathComponent(ProgramOutput.name(for: file)))
    }
    return skipped
}

func write(_ text: String, to path: URL) throws {
    try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: path, atomically: true, encoding: .utf8)
}

guard CommandLine.arguments.count == 4 else {
    fail("wants the directories of the tables, of the headers and of the output")
}
let paths = CommandLine.arguments.dropFirst().map { URL(fileURLWithPath: $0) }
do {
    try writeTables(paths[0], to: paths[2])
    for line in try writePrograms(paths[1], to: paths[2]) { print(line) }
} catch {
    fail("\(error)")
}

// Writes the Swift files that the tables in one directory describe into another directory.

import Foundation

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("Scripts/generate: \(message)\n".utf8))
    exit(1)
}

guard CommandLine.arguments.count == 3 else { fail("wants the directories of the tables and of the output") }
let tables = URL(fileURLWithPath: CommandLine.arguments[1])
let output = URL(fileURLWithPath: CommandLine.arguments[2])

do {
    for file in try FileManager.default.contentsOfDirectory(at: tables, includingPropertiesForKeys: nil)
    where file.pathExtension == "table" {
        let table = try Table(
            name: file.lastPathComponent, text: try String(contentsOf: file, encoding: .utf8))
        for file in table.files {
            let path = output.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try file.swift(from: table).write(to: path, atomically: true, encoding: .utf8)
        }
    }
} catch {
    fail("\(error)")
}

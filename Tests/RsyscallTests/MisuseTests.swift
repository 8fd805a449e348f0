import Foundation
import Testing

/// Builds the programs of Tests/Misuse against the library: those that misuse it must be refused with the
/// diagnostic they name, and their correct twins must compile.
@Suite struct MisuseTests {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let folder = package.appendingPathComponent("Tests/Misuse")

    static let cases: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return Set(files.compactMap { $0.split(separator: ".").first.map(String.init) }).sorted()
    }()

    @Test func thereAreCases() {
        #expect(Self.cases.count >= 18)
    }

    @Test(arguments: cases)
    func misuseIsRefused(name: String) throws {
        let file = Self.folder.appendingPathComponent("\(name).wrong.swift")
        let source = try String(contentsOf: file, encoding: .utf8)
        let firstLine = try #require(source.split(separator: "\n").first)
        let expected = try Regex(String(firstLine.trimmingPrefix("// expect: ")))
        let (status, output) = try compile(file)
        #expect(status != 0, "\(name) compiles, and must not")
        let errors = output.split(separator: "\n").filter { $0.contains("error: ") }
        #expect(errors.contains { $0.contains(expected) }, "another diagnostic: \(errors)")
    }

    @Test(arguments: cases)
    func correctUseCompiles(name: String) throws {
        let (status, output) = try compile(Self.folder.appendingPathComponent("\(name).right.swift"))
        #expect(status == 0, "\(output)")
    }

    /// Ownership is only checked after type checking, so the compiler is asked for SIL.
    private func compile(_ file: URL) throws -> (status: Int32, output: String) {
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let headers = ["Sources/CRsyscall/include"].map { Self.package.appendingPathComponent($0).path }
        let checkout = products.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("checkouts/swift-system/Sources/CSystem/include").path
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments =
            [
                "swiftc", "-emit-sil", "-o", "/dev/null", "-parse-as-library", "-swift-version", "6",
                "-enable-upcoming-feature", "NonisolatedNonsendingByDefault",
                "-enable-upcoming-feature", "ExistentialAny",
                "-I", products.appendingPathComponent("Modules").path,
            ]
            + (headers + [checkout]).flatMap { path in
                ["-Xcc", "-fmodule-map-file=\(path)/module.modulemap", "-Xcc", "-I\(path)"]
            } + [file.path]
        let pipe = Pipe()
        compiler.standardOutput = pipe
        compiler.standardError = pipe
        try compiler.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        compiler.waitUntilExit()
        return (compiler.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}

import Foundation
import Testing

/// Builds the programs of Tests/Misuse against the library: those that misuse it must be refused with the
/// diagnostic they name, and their correct twins must compile.
@Suite struct MisuseTests {
    static let folder = packageRoot.appendingPathComponent("Tests/Misuse")

    static let cases: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return Set(files.compactMap { $0.split(separator: ".").first.map(String.init) }).sorted()
    }()

    @Test func `misuse cases are found`() {
        #expect(Self.cases.count >= 18)
    }

    @Test(.serialized, arguments: cases)
    func `misuse does not compile`(name: String) async throws {
        let file = Self.folder.appendingPathComponent("\(name).wrong.swift")
        let source = try String(contentsOf: file, encoding: .utf8)
        let firstLine = try #require(source.split(separator: "\n").first)
        let expected = try Regex(String(firstLine.trimmingPrefix("// expect: ")))
        let (status, output) = try await SwiftCompiler.compile(file)
        #expect(status != 0, "\(name) compiles, and must not")
        let errors = output.split(separator: "\n").filter { $0.contains("error: ") }
        #expect(errors.contains { $0.contains(expected) }, "another diagnostic: \(errors)")
    }

    @Test(.serialized, arguments: cases)
    func `correct use compiles`(name: String) async throws {
        let (status, output) = try await SwiftCompiler.compile(
            Self.folder.appendingPathComponent("\(name).right.swift"))
        #expect(status == 0, "\(output)")
    }
}

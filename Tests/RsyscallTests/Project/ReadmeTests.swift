import Foundation
import Testing

/// The README's examples are programs, and compile.
@Suite struct ReadmeTests {
    static let examples: [String] = {
        let readme = packageRoot.appendingPathComponent("README.md")
        let text = (try? String(contentsOf: readme, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "```swift\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
    }()

    @Test func `README has an example`() {
        #expect(!Self.examples.isEmpty)
    }

    @Test(arguments: examples)
    func `README examples compile`(source: String) async throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("rsyscall-readme-\(UUID().uuidString).swift")
        try source.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let (status, output) = try await SwiftCompiler.compile(file)
        #expect(status == 0, "\(output)")
    }
}

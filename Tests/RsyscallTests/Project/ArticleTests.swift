import Foundation
import Testing

/// The code in articles of the documentation.
@Suite struct ArticleTests {
    @Test(arguments: ["Waiting"])
    func `code of an article compiles`(_ article: String) async throws {
        let file = packageRoot.appendingPathComponent("Sources/Rsyscall/Rsyscall.docc/\(article).md")
        let blocks = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```swift\n")
            .dropFirst().compactMap { $0.components(separatedBy: "```").first }
        #expect(!blocks.isEmpty)
        let functions = blocks.enumerated().map { index, block in
            "func block\(index)(_ process: LinuxProcess) async throws {\n\(block)}\n"
        }
        let source = "import Rsyscall\nimport SystemPackage\n" + functions.joined()
        let copy = FileManager.default.temporaryDirectory
            .appendingPathComponent("rsyscall-article-\(UUID().uuidString).swift")
        try source.write(to: copy, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: copy) }
        let (status, output) = try await SwiftCompiler.compile(copy)
        #expect(status == 0, "\(output)")
    }
}

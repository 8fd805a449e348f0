import Foundation
import Testing

/// The code of the articles compiles.
@Suite struct ArticleTests {
    /// The articles whose pieces of code are bodies of functions that have a `process`.
    static let articles = ["RunningCommands", "Waiting", "ProcessesElsewhere"]

    @Test(arguments: articles) func `code of the article compiles`(_ article: String) async throws {
        let path = packageRoot.appendingPathComponent("Sources/Rsyscall/Rsyscall.docc/\(article).md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let pieces = text.components(separatedBy: "```swift\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
        #expect(!pieces.isEmpty)
        let functions = pieces.enumerated().map { index, piece in
            "func piece\(index)(_ process: LinuxProcess) async throws {\n\(piece)}\n"
        }
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("rsyscall-article-\(UUID().uuidString).swift")
        try ("import Rsyscall\nimport SystemPackage\n" + functions.joined()).write(
            to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let (status, output) = try await SwiftCompiler.compile(file)
        #expect(status == 0, "\(output)")
        #expect(!output.contains("warning:"), "\(output)")
    }
}

import Foundation
import Testing

/// The mistakes that the README shows get the messages that it quotes.
@Suite struct ReadmeMessageTests {
    /// What the compiler says at a line, such as `error: 'file' used after consume`.
    struct Message: Hashable {
        let line: Int
        let text: String

        var isError: Bool { text.hasPrefix("error: ") }
    }

    /// A mistake: lines of Swift, and what the compiler says at some of them.
    struct Mistake: Sendable, CustomTestStringConvertible {
        private let shown: String
        private(set) var messages: [Message] = []
        /// A program with those lines.
        private(set) var program = "import Rsyscall\n\nfunc program(_ process: LinuxProcess) async throws {\n"

        /// A message is in a comment behind its line, or on a line of its own after that.
        init(_ shown: Substring) {
            self.shown = String(shown)
            var line = 3
            for text in shown.split(separator: "\n") {
                let parts = text.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)
                if !parts[0].isEmpty {
                    program += "\(parts[0])\n"
                    line += 1
                }
                if parts.count > 1 {
                    messages.append(Message(line: line, text: parts[1].trimmingCharacters(in: .whitespaces)))
                }
            }
            program += "}\n"
        }

        var testDescription: String { String(shown.prefix { $0 != "\n" }) }
    }

    static let mistakes: [Mistake] = {
        let readme = packageRoot.appendingPathComponent("README.md")
        let text = (try? String(contentsOf: readme, encoding: .utf8)) ?? ""
        guard let start = text.range(of: "with what the compiler reports:\n\n```text\n"),
            let end = text[start.upperBound...].range(of: "\n```")
        else { return [] }
        return text[start.upperBound..<end.lowerBound].split(separator: "\n\n").map { Mistake($0) }
    }()

    @Test func `README shows three mistakes`() {
        #expect(Self.mistakes.count == 3)
        #expect(Self.mistakes.allSatisfy { !$0.messages.isEmpty })
    }

    @Test(.serialized, arguments: mistakes)
    func `README quotes what the compiler says`(_ mistake: Mistake) async throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("rsyscall-mistake-\(UUID().uuidString).swift")
        try mistake.program.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let (status, output) = try await SwiftCompiler.compile(file)
        #expect(status != 0)
        let said = Self.messages(in: output)
        for message in mistake.messages {
            #expect(said.contains(message), "\(message) is not what it says:\n\(output)")
        }
        let errors = mistake.messages.filter(\.isError)
        #expect(said.filter(\.isError) == Set(errors), "\(output)")
    }

    /// The messages that the compiler puts below the lines of the source that it shows.
    private static func messages(in output: String) -> Set<Message> {
        var messages: Set<Message> = []
        var shown = 0
        for line in output.split(separator: "\n") {
            if let number = line.firstMatch(of: /^ *(\d+) \|/) {
                shown = Int(number.1) ?? 0
            } else if let message = line.firstMatch(of: /^ *\| .*[`|]- (.*)$/) {
                messages.insert(Message(line: shown, text: String(message.1)))
            }
        }
        return messages
    }
}

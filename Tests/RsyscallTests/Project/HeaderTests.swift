import Foundation
import Testing

/// Each header's calls are tested on every kind of process.
@Suite struct HeaderTests {
    /// The folders of headers that declare calls.
    static let folders: [String] = {
        let headers = LibrarySource.files.filter {
            $0.path.hasPrefix("Headers/") && $0.path.hasSuffix("Calls.swift")
        }
        return Set(headers.map { String($0.path.split(separator: "/")[1]) }).sorted()
    }()

    /// Those of `ProcessKind` that a suite's tests run on.
    static let kinds = [
        "ProcessKind.all", "ProcessKind.children", ".everyKindOfProcess", ".everyKindOfChild",
        ".everyKindThatClones",
    ]

    private static func suites(of folder: String) -> [String] {
        let url = packageRoot.appendingPathComponent("Tests/RsyscallTests/Headers/\(folder)")
        let files = try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
        return (files ?? []).compactMap { try? String(contentsOf: $0, encoding: .utf8) }
    }

    @Test func `there are folders of headers with calls`() {
        #expect(Self.folders.count > 30, "the sources were not found")
    }

    @Test(arguments: folders)
    func `header has a suite that runs on the list of all kinds of process`(_ folder: String) {
        #expect(
            Self.suites(of: folder).contains { suite in Self.kinds.contains { suite.contains($0) } },
            "no suite in Headers/\(folder) runs on every kind of process")
    }
}

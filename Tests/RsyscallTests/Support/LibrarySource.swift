import Foundation

/// A source file of the library, looked at as text.
struct LibrarySource {
    /// Where the file is below `Sources/Rsyscall`.
    let path: String
    let text: String
    private let tokens: [Substring]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        tokens = SwiftTokens(text).tokens
    }

    static let files: [LibrarySource] = {
        let sources = packageRoot.appendingPathComponent("Sources/Rsyscall")
        let enumerator = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var files: [LibrarySource] = []
        while let file = enumerator?.nextObject() as? URL {
            guard file.pathExtension == "swift", let text = try? String(contentsOf: file, encoding: .utf8)
            else { continue }
            files.append(LibrarySource(path: String(file.path.dropFirst(sources.path.count + 1)), text: text))
        }
        return files.sorted { $0.path < $1.path }
    }()

    /// The folder in `Sources/Rsyscall`.
    var folder: String { String(path.prefix { $0 != "/" }) }

    /// The types that are not inside others and are more than private.
    var topLevelTypes: [(name: String, isPublic: Bool)] {
        let keywords: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "actor"]
        let modifiers: Set<Substring> = [
            "public", "package", "internal", "fileprivate", "private", "final", "indirect",
        ]
        var depth = 0
        var types: [(name: String, isPublic: Bool)] = []
        for (index, token) in tokens.enumerated() {
            if token == "{" { depth += 1 }
            if token == "}" { depth -= 1 }
            guard depth == 0, keywords.contains(token), index + 1 < tokens.count else { continue }
            let before = Set(tokens[..<index].reversed().prefix { modifiers.contains($0) })
            guard before.isDisjoint(with: ["private", "fileprivate"]) else { continue }
            types.append((String(tokens[index + 1]), before.contains("public")))
        }
        return types
    }

    /// The names that the file uses, but for those of members and of its own generic parameters.
    var names: Set<String> {
        let neighbors = zip(zip([""] + tokens, tokens), tokens.dropFirst() + [""]).map { ($0.0, $0.1, $1) }
        let parameters = neighbors.filter { ["<", ","].contains($0) && $2 == ":" }.map { String($0.1) }
        return Set(neighbors.filter { $0.0 != "." }.map { String($0.1) }).subtracting(parameters)
    }

    /// What the file declares to conform to something, and to what.
    var conformances: [(type: String, protocols: Set<String>)] {
        let code = text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
        return code.matches(
            of: /\b(?:struct|class|enum|actor|protocol|extension) ([\w.]+)(?:<[^{]*?>)?\s*:([^{]*)\{/
        ).map { match in
            let inherited = match.2.split(separator: /\bwhere\b/, maxSplits: 1).first ?? ""
            return (String(match.1), Set(inherited.matches(of: /\w+/).map { String($0.0) }))
        }
    }

    /// The types of all files that conform to one of these protocols or to one that refines them.
    static func types(conformingTo wanted: Set<String>) -> Set<String> {
        let all = files.flatMap(\.conformances)
        let protocols = Set(
            files.flatMap { $0.text.matches(of: /\bprotocol (\w+)/).map { String($0.1) } })
        var wanted = wanted
        var refining = wanted
        while !refining.isEmpty {
            refining = Set(
                all.filter { protocols.contains($0.type) && !$0.protocols.isDisjoint(with: wanted) }
                    .map(\.type)
            ).subtracting(wanted)
            wanted.formUnion(refining)
        }
        return Set(all.filter { !$0.protocols.isDisjoint(with: wanted) }.map(\.type)).subtracting(protocols)
    }
}

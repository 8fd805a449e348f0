import Foundation

/// A source file of the library, looked at as text.
struct LibrarySource {
    let text: String

    static let files: [LibrarySource] = {
        let sources = packageRoot.appendingPathComponent("Sources/Rsyscall")
        let enumerator = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var files: [LibrarySource] = []
        while let file = enumerator?.nextObject() as? URL {
            guard file.pathExtension == "swift", let text = try? String(contentsOf: file, encoding: .utf8)
            else { continue }
            files.append(LibrarySource(text: text))
        }
        return files
    }()

    /// The public types that are not inside others; the formatter sees to it that they are not indented,
    /// but for conditional compilation.
    var publicTopLevelNames: [String] {
        var conditions = 0
        var names: [String] = []
        for line in text.split(separator: "\n") {
            let indent = line.prefix { $0 == " " }.count
            let rest = line.dropFirst(indent)
            if rest.hasPrefix("#if"), indent == 4 * conditions { conditions += 1 }
            if rest.hasPrefix("#endif"), indent == 4 * (conditions - 1) { conditions -= 1 }
            guard indent == 0 || indent == 4 * conditions,
                let match = rest.prefixMatch(
                    of:
                        /(?:@\w+ )*public (?:final |indirect )*(?:struct|class|enum|protocol|typealias|actor) (\w+)/
                )
            else { continue }
            names.append(String(match.1))
        }
        return names
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

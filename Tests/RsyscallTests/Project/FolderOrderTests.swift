import Testing

/// Each of the library's folders names only its own types and those of the folders above it in a list.
@Suite struct FolderOrderTests {
    /// The folders of `Sources/Rsyscall`, from the one that depends on none. One that does not exist is skipped.
    static let order = [
        "Near", "Far", "Connection", "Memory", "Handle", "Headers", "Events", "Process", "Bootstrap",
    ]

    /// A type of a later folder that a file names.
    struct Use: Hashable, CustomStringConvertible {
        let file: String
        let type: String

        init(_ file: String, _ type: String) {
            self.file = file
            self.type = type
        }

        var description: String { "\(file) names \(type)" }
    }

    /// Uses that are not mended yet. An entry that is no longer needed fails the test, so that this only shrinks.
    static let exceptions: [Use] = []

    static let types: [String: String] = {
        let declared = LibrarySource.files.flatMap { file in
            file.topLevelTypes.map { ($0.name, file.folder) }
        }
        return Dictionary(declared) { first, _ in first }
    }()

    static let uses: Set<Use> = {
        let rank = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
        return Set(
            LibrarySource.files.flatMap { file in
                file.names.filter { name in
                    guard let declaring = types[name].flatMap({ rank[$0] }), let own = rank[file.folder]
                    else { return false }
                    return declaring > own
                }.map { Use(file.path, $0) }
            })
    }()

    @Test func `folders of Sources are in the order`() {
        #expect(Self.types.count > 100, "the sources were not found")
        let folders = Set(LibrarySource.files.map(\.folder))
        #expect(folders.subtracting(Self.order) == [], "a folder has no place in the order")
    }

    @Test func `folders name no type of a later folder`() {
        for use in Self.uses.subtracting(Self.exceptions).sorted(by: { $0.description < $1.description }) {
            Issue.record("\(use), which is in \(Self.types[use.type] ?? "") and so comes later")
        }
    }

    @Test func `folder order has no exception that is no longer needed`() {
        for use in Self.exceptions where !Self.uses.contains(use) {
            Issue.record("no longer true: \(use)")
        }
    }
}

import Testing

/// What the tests of the library's source read it by.
@Suite struct LibrarySourceTests {
    @Test func `SwiftTokens skips comments and strings and keeps interpolations`() {
        let text = ##"""
            let a = 1 // Comment "
            /* One /* Two */ Three */ b("Text \(inside("Inner")) \" more", c)
            d(#"Raw " \(no) \#(yes)"#) é
            """## + "\ne(\"\"\"\n  Long \" \\(f)\n  \"\"\")"
        #expect(
            SwiftTokens(text).tokens.joined(separator: " ")
                == "let a = 1 b ( inside ( ) , c ) d ( yes ) é e ( f )")
    }

    @Test func `LibrarySource finds types and names`() {
        let source = LibrarySource(
            path: "Far/File.swift",
            text: """
                @frozen public struct One<G: Two, H: Three> { struct Inner {}; var x: Four.Five? }
                private enum Six {}
                #if A
                final class Seven {}
                #endif
                """)
        #expect(source.folder == "Far")
        #expect(source.topLevelTypes.map(\.name) == ["One", "Seven"])
        #expect(source.topLevelTypes.map(\.isPublic) == [true, false])
        #expect(source.names.isSuperset(of: ["One", "Two", "Three", "Four", "Inner"]))
        #expect(source.names.isDisjoint(with: ["Five", "G", "H"]))
    }
}

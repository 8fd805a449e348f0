/// A word, a literal or a sign of Swift source.
struct Token {
    let text: String
    /// Whether white space comes before it.
    let isSpaced: Bool
    let line: Int

    /// Whether it is a name or a keyword.
    var isWord: Bool { text.first.map(isWordCharacter) == true && text.first?.isNumber == false }
}

/// Source that the generator can't read.
struct SourceError: Error, CustomStringConvertible {
    let file: String
    let line: Int
    let problem: String
    var description: String { "\(file):\(line): \(problem)" }
}

/// Splits source into tokens, without the comments.
struct Lexer {
    private let file: String
    private var rest: Substring
    private var line = 1

    private init(_ source: String, _ file: String) {
        self.file = file
        rest = source[...]
    }

    static func tokens(of source: String, in file: String) throws(SourceError) -> [Token] {
        var lexer = Lexer(source, file)
        var tokens: [Token] = []
        while true {
            let isSpaced = lexer.skipSpace()
            let line = lexer.line
            guard let text = try lexer.next() else { return tokens }
            tokens.append(Token(text: text, isSpaced: isSpaced, line: line))
        }
    }

    /// Skips white space and comments, and returns whether there was any.
    private mutating func skipSpace() -> Bool {
        let before = rest.startIndex
        while let character = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { !$0.isNewline }
            } else if character.isWhitespace {
                if character.isNewline { line += 1 }
                rest.removeFirst()
            } else {
                break
            }
        }
        return rest.startIndex != before
    }

    private mutating func next() throws(SourceError) -> String? {
        guard let first = rest.first else { return nil }
        if rest.hasPrefix("/*") || rest.hasPrefix("\"\"\"") || rest.hasPrefix("#\"") {
            throw error("a comment or literal of a kind that isn't read")
        }
        if first == "\"" { return try string() }
        if rest.hasPrefix("->") { return take(2) }
        if first == "`" { return take(1) + take(while: { $0 != "`" }) + take(1) }
        if first == "@" || first == "$" || first == "#" { return take(1) + take(while: isWordCharacter) }
        if isWordCharacter(first) { return take(while: isWordCharacter) }
        return take(1)
    }

    /// Takes a literal up to its closing quote; what it interpolates may have quotes of its own.
    private mutating func string() throws(SourceError) -> String {
        var text = take(1)
        var depth = 0
        while let character = rest.first, !character.isNewline {
            if rest.hasPrefix("\\(") {
                depth += 1
                text += take(2)
            } else if character == "\\" {
                text += take(2)
            } else if character == "\"" {
                if depth == 0 { return text + take(1) }
                text += try string()
            } else {
                if depth > 0 { depth += character == "(" ? 1 : character == ")" ? -1 : 0 }
                text += take(1)
            }
        }
        throw error("a string that doesn't end")
    }

    private mutating func take(_ count: Int) -> String {
        defer { rest.removeFirst(min(count, rest.count)) }
        return String(rest.prefix(count))
    }

    private mutating func take(while isPart: (Character) -> Bool) -> String {
        let part = rest.prefix(while: isPart)
        rest = rest[part.endIndex...]
        return String(part)
    }

    private func error(_ problem: String) -> SourceError {
        SourceError(file: file, line: line, problem: problem)
    }
}

private func isWordCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
}

extension Collection<Token> {
    /// The tokens in one line.
    var swift: String {
        var text = ""
        for token in self {
            let isInside = text.hasSuffix("(") || text.hasSuffix("[") || [")", "]"].contains(token.text)
            text += (token.isSpaced && !text.isEmpty && !isInside ? " " : "") + token.text
        }
        return text
    }
}

/// Tokens that are read from the front.
struct TokenReader {
    let file: String
    private(set) var rest: ArraySlice<Token>
    private var line: Int

    init(_ tokens: ArraySlice<Token>, in file: String) {
        self.file = file
        rest = tokens
        line = tokens.first?.line ?? 0
    }

    func error(_ problem: String) -> SourceError {
        SourceError(file: file, line: rest.first?.line ?? line, problem: problem)
    }

    mutating func next() throws(SourceError) -> Token {
        guard let token = rest.popFirst() else { throw error("the source ends too early") }
        line = token.line
        return token
    }

    func isNext(_ text: String) -> Bool { rest.first?.text == text }

    /// Takes the next token if it is this one.
    mutating func take(_ text: String) -> Bool {
        guard isNext(text) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func expect(_ text: String) throws(SourceError) {
        guard take(text) else { throw error("expects \(text), not \(rest.first?.text ?? "the end")") }
    }

    /// Takes tokens until one of `ends` comes that is in no brackets.
    mutating func take(until ends: Set<String>) throws(SourceError) -> ArraySlice<Token> {
        let start = rest
        while let token = rest.first, !ends.contains(token.text) {
            if closing[token.text] != nil { _ = try group() } else { rest.removeFirst() }
        }
        return start[..<rest.startIndex]
    }

    /// Takes what is in the brackets that come next.
    mutating func group() throws(SourceError) -> ArraySlice<Token> {
        guard let close = closing[try next().text] else { throw error("expects a bracket") }
        let content = try take(until: [close])
        try expect(close)
        return content
    }

    /// Takes everything, in parts between commas that are in no brackets.
    mutating func list() throws(SourceError) -> [ArraySlice<Token>] {
        var parts: [ArraySlice<Token>] = []
        while !rest.isEmpty {
            parts.append(try take(until: [","]))
            _ = take(",")
        }
        return parts
    }
}

private let closing = ["(": ")", "[": "]", "{": "}"]

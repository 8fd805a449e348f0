/// The words and signs of Swift source, without its comments and the text of its strings.
///
/// Enough to find declarations and names; not a parser.
struct SwiftTokens {
    private(set) var tokens: [Substring] = []
    private let source: Substring.UTF8View
    private var position: Substring.UTF8View.Index

    init(_ text: String) {
        source = text[...].utf8
        position = source.startIndex
        scan(untilParenthesis: false)
    }

    private mutating func scan(untilParenthesis: Bool) {
        var open = 0
        while position < source.endIndex {
            let byte = source[position]
            if starts(with: "//") {
                skip { $0 != UInt8(ascii: "\n") }
            } else if starts(with: "/*") {
                skipComment()
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#"), let marks = stringStart() {
                scanString(marks)
            } else if byte.isInName {
                let start = position
                skip { $0.isInName }
                tokens.append(Substring(source[start..<position]))
            } else {
                if byte == UInt8(ascii: "(") { open += 1 }
                if byte == UInt8(ascii: ")") { open -= 1 }
                if untilParenthesis && open < 0 { return }
                let start = position
                source.formIndex(after: &position)
                if byte > 32 { tokens.append(Substring(source[start..<position])) }
            }
        }
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { source[position...].starts(with: $0) }
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while position < source.endIndex, condition(source[position]) { source.formIndex(after: &position) }
    }

    private mutating func skip(_ count: Int) {
        position = source.index(position, offsetBy: count, limitedBy: source.endIndex) ?? source.endIndex
    }

    private mutating func skipComment() {
        skip(2)
        while position < source.endIndex, !starts(with: "*/") {
            if starts(with: "/*") { skipComment() } else { skip(1) }
        }
        skip(2)
    }

    /// How many number signs and quotation marks a string begins with, if one begins here.
    private func stringStart() -> (signs: Int, quotes: Int)? {
        let signs = source[position...].prefix { $0 == UInt8(ascii: "#") }.count
        let rest = source[position...].dropFirst(signs)
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        return (signs, rest.starts(with: Array("\"\"\"".utf8)) ? 3 : 1)
    }

    private mutating func scanString(_ marks: (signs: Int, quotes: Int)) {
        let signs = [UInt8](repeating: UInt8(ascii: "#"), count: marks.signs)
        let end = [UInt8](repeating: UInt8(ascii: "\""), count: marks.quotes) + signs
        let escape = [UInt8(ascii: "\\")] + signs
        skip(end.count)
        while position < source.endIndex {
            if source[position...].starts(with: end) {
                skip(end.count)
                return
            }
            guard source[position...].starts(with: escape) else {
                skip(1)
                continue
            }
            skip(escape.count)
            if starts(with: "(") {
                skip(1)
                scan(untilParenthesis: true)
            }
            skip(1)
        }
    }
}

extension UInt8 {
    fileprivate var isInName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}

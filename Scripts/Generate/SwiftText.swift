/// Lines of Swift, laid out as `swift format` lays them out.
struct SwiftText {
    static let width = 110
    private(set) var text = ""

    mutating func line(_ line: String = "", indent: Int = 0) {
        text += line.isEmpty ? "\n" : String(repeating: "    ", count: indent) + line + "\n"
    }

    /// A documentation comment, broken at the width of a line.
    mutating func comment(_ comment: String, indent: Int) {
        let words = comment.split(separator: " ").map { String($0) }
        wrapped(words, separator: " ", indent: indent, start: "/// ")
    }

    /// A property that computes a value of `type`, in one line if there is room.
    mutating func property(_ head: String, _ type: String, _ arguments: [String], indent: Int) {
        let value = "\(type)(\(arguments.joined(separator: ", ")))"
        let short = "\(head) { \(value) }"
        if short.count + indent * 4 < Self.width {
            line(short, indent: indent)
        } else {
            line("\(head) {", indent: indent)
            if value.count + (indent + 1) * 4 <= Self.width {
                line(value, indent: indent + 1)
            } else {
                line("\(type)(", indent: indent + 1)
                wrapped(arguments, separator: ", ", indent: indent + 2, end: ")")
            }
            line("}", indent: indent)
        }
    }

    /// Items, as many in a line as there is room for. The first line begins with `start`, the others with
    /// `next` if that is given.
    mutating func wrapped(
        _ items: [String], separator: String, indent: Int, start: String = "", next: String? = nil,
        end: String = ""
    ) {
        var current = start
        var isEmpty = true
        for (index, item) in items.enumerated() {
            let piece = item + (index == items.endIndex - 1 ? end : separator)
            if !isEmpty, indent * 4 + (current + piece).trimmed.count > Self.width {
                line(current.trimmed, indent: indent)
                current = next ?? start
            }
            current += piece
            isEmpty = false
        }
        if !isEmpty { line(current.trimmed, indent: indent) }
    }
}

extension String {
    /// The string without spaces at its end.
    var trimmed: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

import CRsyscall
import Glibc
import Rsyscall
import SystemPackage

/// A word of the command line as text, which option parsing needs, although its bytes need not be text.
///
/// A byte that is not part of a character in UTF-8 becomes one of the last 128 characters of Unicode, which have no
/// assigned meaning, and so do the bytes of those characters themselves. So no two words have the same text.
enum ArgumentText {
    private static let firstOfBytes: UInt32 = 0x10_FF80

    /// The words to parse, the name first; empty if they aren't known.
    static var parsed: [String] { split.parsed }

    /// The words of `rsyscall run` after the first `--`, as they are; `nil` if it has no `--`.
    ///
    /// They are not parsed, since the parser's time grows with the square of the number of words.
    static var command: [CString]? { split.command }

    private static let split: (parsed: [String], command: [CString]?) = {
        // Not those of CommandLine, which has none without a /proc.
        guard var word = rsyscall_arguments() else { return ([], nil) }
        var parsed: [String] = []
        var command: [CString]?
        while let start = word.pointee {
            let bytes = UnsafeRawBufferPointer(start: start, count: strlen(start))
            word += 1
            if command != nil {
                command?.append(CString(bytes))
            } else if bytes.elementsEqual("--".utf8), parsed.dropFirst().first == "run" {
                command = []
            } else {
                parsed.append(text(of: bytes))
            }
        }
        return (parsed, command)
    }()

    private static func text(of bytes: UnsafeRawBufferPointer) -> String {
        var text = String.UnicodeScalarView()
        var parser = UTF8.ForwardParser()
        var unread = bytes.makeIterator()
        var offset = 0
        while true {
            let length: Int
            switch parser.parseScalar(from: &unread) {
            case .emptyInput: return String(text)
            case .valid(let units):
                length = units.count
                let scalar = UTF8.decode(units)
                if scalar.value < firstOfBytes {
                    text.append(scalar)
                    offset += length
                    continue
                }
            case .error(let count): length = count
            }
            for byte in bytes[offset..<offset + length] {
                Unicode.Scalar(firstOfBytes + UInt32(byte - 0x80)).map { text.append($0) }
            }
            offset += length
        }
    }

    /// Returns the bytes of a text that was made of them, or of parts of it.
    static func bytes(of text: some StringProtocol) -> [UInt8] {
        text.unicodeScalars.flatMap(bytes(of:))
    }

    static func bytes(of scalar: Unicode.Scalar) -> [UInt8] {
        guard scalar.value >= firstOfBytes else { return Array(String(scalar).utf8) }
        return [UInt8(scalar.value - firstOfBytes) + 0x80]
    }
}

extension CString {
    /// Creates the word of the command line that a text was made of.
    init(argument text: some StringProtocol) {
        self.init(ArgumentText.bytes(of: text))
    }
}

extension FilePath {
    /// Creates the path that a word of the command line names.
    init(argument text: some StringProtocol) {
        self.init(platformString: ArgumentText.bytes(of: text).map { CChar(bitPattern: $0) } + [0])
    }
}

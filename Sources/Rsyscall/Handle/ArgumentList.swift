/// The words of a program's argument list or environment, as `execve(2)` takes them: an array of pointers to
/// null-terminated strings, with a null pointer at its end.
struct WordList: CallArgument, Sendable {
    typealias Placement = InMemory<Bytes>

    private let words: [CString]
    /// Whether strace shows only how many there are.
    private let isCounted: Bool

    init(_ words: [CString], counted: Bool = false) {
        self.words = words
        isCounted = counted
    }

    static var usesFrame: Bool { true }

    /// How many words strace shows.
    private static let mostShown = 32

    /// Places the array, and the strings behind it.
    ///
    /// - Throws: ``MemoryEncodingError`` if a word has a null byte, or ``AllocationError``.
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let pointer = MemoryLayout<UInt>.size
        let array = try frame.reserve((words.count + 1) * pointer)
        frame.base.storeBytes(of: 0, toByteOffset: array + words.count * pointer, as: UInt.self)
        var place = try frame.reserve(words.reduce(0) { $0 + $1.bytes.count + 1 })
        // There may be hundreds of thousands.
        for (index, word) in words.enumerated() {
            try word.checkForNull()
            let count = word.bytes.count
            word.bytes.withUnsafeBytes { bytes in
                if let start = bytes.baseAddress {
                    (frame.base + place).copyMemory(from: start, byteCount: count)
                }
            }
            frame.base.storeBytes(of: 0, toByteOffset: place + count, as: UInt8.self)
            frame.relocate(array + index * pointer, to: place)
            place += count + 1
        }
        return .frame(array)
    }

    var traced: String {
        if isCounted { return "[/* \(words.count) vars */]" }
        var shown = words.prefix(Self.mostShown).map { quoted($0.bytes, limit: 4096) }
        if words.count > Self.mostShown { shown.append("...") }
        return "[\(shown.joined(separator: ", "))]"
    }
}

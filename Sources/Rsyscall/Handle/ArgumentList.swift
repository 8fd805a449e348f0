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

    /// Places the array, and the strings behind it.
    ///
    /// - Throws: ``MemoryEncodingError`` if a word has a null byte, or ``AllocationError``.
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let pointer = MemoryLayout<UInt>.size
        let array = try frame.reserve((words.count + 1) * pointer)
        frame.base.storeBytes(of: 0, toByteOffset: array + words.count * pointer, as: UInt.self)
        var place = try frame.reserve(words.reduce(0) { $0 + $1.bytes.count + 1 })
        for (index, word) in words.enumerated() {
            try word.checkForNull()
            let bytes = UnsafeMutableRawBufferPointer(start: frame.base + place, count: word.bytes.count + 1)
            try word.encode(intoExactly: bytes)
            frame.relocate(array + index * pointer, to: place)
            place += bytes.count
        }
        return .frame(array)
    }

    var traced: String {
        if isCounted { return "[/* \(words.count) vars */]" }
        return "[\(words.map { quoted($0.bytes, limit: 4096) }.joined(separator: ", "))]"
    }
}

/// A set of descriptor numbers of one table.
///
/// A bit for each number keeps them in order, so that what lies between them is found without sorting.
struct DescriptorSet: Sendable, Equatable {
    private var words: [UInt64] = []

    mutating func insert(_ number: FileDescriptorNumber) {
        guard let (word, bit) = place(of: number) else { return }
        while words.count <= word { words.append(0) }
        words[word] |= bit
    }

    mutating func remove(_ number: FileDescriptorNumber) {
        guard let (word, bit) = place(of: number), word < words.count else { return }
        words[word] &= ~bit
    }

    func contains(_ number: FileDescriptorNumber) -> Bool {
        guard let (word, bit) = place(of: number), word < words.count else { return false }
        return words[word] & bit != 0
    }

    private func place(of number: FileDescriptorNumber) -> (word: Int, bit: UInt64)? {
        number.rawValue < 0 ? nil : (Int(number.rawValue) / 64, 1 << UInt64(number.rawValue % 64))
    }

    /// The numbers in order.
    var numbers: [FileDescriptorNumber] {
        var numbers: [FileDescriptorNumber] = []
        for (word, bits) in words.enumerated() {
            var left = bits
            while left != 0 {
                numbers.append(FileDescriptorNumber(CInt(word * 64 + left.trailingZeroBitCount)))
                left &= left - 1
            }
        }
        return numbers
    }

    /// The runs of numbers from `first` on that are not in the set, in order; the last has no end.
    func gaps(from first: FileDescriptorNumber) -> [ClosedRange<FileDescriptorNumber>] {
        var gaps: [ClosedRange<FileDescriptorNumber>] = []
        var start = first
        for number in numbers where number >= first {
            if start < number { gaps.append(start...FileDescriptorNumber(number.rawValue - 1)) }
            start = FileDescriptorNumber(number.rawValue + 1)
        }
        gaps.append(start...FileDescriptorNumber(CInt.max))
        return gaps
    }
}

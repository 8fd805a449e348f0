/// A set of descriptor numbers of one table.
///
/// It keeps them in order, so that the lowest in a range is found without sorting. Its size depends on how many there
/// are, not on how large they are, since a peer may send any number.
struct DescriptorSet: Sendable, Equatable {
    /// In order of the index. A word holds the numbers that differ only in their last six bits; the rest is its index.
    private var words: [Word] = []

    private struct Word: Equatable {
        let index: CInt
        var bits: UInt64
    }

    mutating func insert(_ number: FileDescriptorNumber) {
        guard number.rawValue >= 0 else { return }
        let (position, isThere) = position(of: number)
        if !isThere { words.insert(Word(index: number.rawValue / 64, bits: 0), at: position) }
        words[position].bits |= Self.bit(of: number)
    }

    mutating func remove(_ number: FileDescriptorNumber) {
        let (position, isThere) = position(of: number)
        guard isThere else { return }
        words[position].bits &= ~Self.bit(of: number)
        if words[position].bits == 0 { words.remove(at: position) }
    }

    func contains(_ number: FileDescriptorNumber) -> Bool {
        let (position, isThere) = position(of: number)
        return isThere && words[position].bits & Self.bit(of: number) != 0
    }

    private static func bit(of number: FileDescriptorNumber) -> UInt64 { 1 << UInt64(number.rawValue & 63) }

    /// Returns the index of the number's word, or the one at which to insert it.
    private func position(of number: FileDescriptorNumber) -> (Int, isThere: Bool) {
        let index = number.rawValue >> 6
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high) / 2
            if words[middle].index < index { low = middle + 1 } else { high = middle }
        }
        return (low, low < words.count && words[low].index == index)
    }

    /// Returns the lowest number from `first` through `last` that is in the set.
    func first(
        from first: FileDescriptorNumber, through last: FileDescriptorNumber
    ) -> FileDescriptorNumber? {
        var (position, _) = position(of: first)
        while position < words.count {
            let word = words[position]
            // In the word of `first`, lower numbers don't count.
            let bits = word.index == first.rawValue >> 6 ? word.bits & ~(Self.bit(of: first) - 1) : word.bits
            if bits != 0 {
                let number = FileDescriptorNumber(word.index * 64 + CInt(bits.trailingZeroBitCount))
                return number <= last ? number : nil
            }
            position += 1
        }
        return nil
    }

    /// The numbers in order.
    var numbers: [FileDescriptorNumber] {
        var numbers: [FileDescriptorNumber] = []
        for word in words {
            var left = word.bits
            while left != 0 {
                numbers.append(FileDescriptorNumber(word.index * 64 + CInt(left.trailingZeroBitCount)))
                left &= left - 1
            }
        }
        return numbers
    }
}

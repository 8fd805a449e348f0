/// The words that the program was started with.
struct Arguments {
    let count: UInt
    private let words: UnsafePointer<UInt>

    /// Those on the stack as the kernel leaves it: their count, then their addresses.
    init(_ stack: UnsafePointer<UInt>) {
        count = stack[0]
        words = stack + 1
    }

    /// The word with this index as a decimal number; `nil` if it is none.
    func number(_ index: Int) -> UInt? {
        guard let text = UnsafePointer<UInt8>(bitPattern: words[index]) else { return nil }
        var value: UInt = 0
        var length = 0
        while text[length] != 0 {
            let digit = text[length] &- UInt8(ascii: "0")
            // No descriptor has ten digits.
            guard digit <= 9, length < 9 else { return nil }
            value = value * 10 + UInt(digit)
            length += 1
        }
        return length > 0 ? value : nil
    }
}

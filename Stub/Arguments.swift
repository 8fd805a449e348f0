/// The words that the program was started with.
struct Arguments {
    let count: UInt
    private let words: UnsafePointer<UInt>

    /// Those on the stack as the kernel leaves it: their count and their addresses, then the lines of the environment,
    /// then what else the kernel says.
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

    /// The index after the addresses of the environment's lines.
    private var environmentEnd: Int {
        var index = Int(count) + 1
        while words[index] != 0 { index += 1 }
        return index
    }

    /// The words and the lines of the environment, which the kernel puts one after another, each with its null byte.
    var bytes: (start: UnsafeRawPointer?, count: Int) {
        guard count > 0, let start = UnsafeRawPointer(bitPattern: words[0]) else { return (nil, 0) }
        let last = environmentEnd > Int(count) + 1 ? environmentEnd - 1 : Int(count) - 1
        guard words[last] >= words[0], let end = UnsafePointer<UInt8>(bitPattern: words[last]) else {
            return (nil, 0)
        }
        var length = 0
        while end[length] != 0 { length += 1 }
        return (start, Int(words[last] - words[0]) + length + 1)
    }

    /// What else the kernel says, of this kind (see `getauxval(3)`).
    func auxiliary(_ kind: UInt) -> UInt? {
        var index = environmentEnd + 1
        while words[index] != 0 {
            if words[index] == kind { return words[index + 1] }
            index += 2
        }
        return nil
    }
}

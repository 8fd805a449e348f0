import CRsyscall

/// The system call numbers of the host that makes the calls, looked up by our own.
struct CallNumbers: Sendable {
    private let numbers: [UInt16]

    /// The same numbers as here.
    static let same = CallNumbers(numbers: [])

    private init(numbers: [UInt16]) { self.numbers = numbers }

    /// Those of another architecture.
    ///
    /// - Parameter pairs: For each call, its number here and there, or -1 if one has no such call.
    init(_ pairs: [(here: Int16, there: Int16)]) {
        // From 424 on, every architecture has the same.
        var numbers = [UInt16](repeating: UInt16(RSYSCALL_NUMBER_UNKNOWN), count: 424)
        for pair in pairs where numbers.indices.contains(Int(pair.here)) {
            numbers[Int(pair.here)] = pair.there < 0 ? UInt16(RSYSCALL_NUMBER_UNKNOWN) : UInt16(pair.there)
        }
        self.numbers = numbers
    }

    /// The number there. If there is none, one that no kernel knows.
    subscript(here: Int) -> UInt16 {
        if numbers.indices.contains(here) { return numbers[here] }
        // The kernel doesn't know any number that doesn't fit.
        let isPossible = (0..<Int(RSYSCALL_NUMBER_UNKNOWN)).contains(here)
        return isPossible ? UInt16(here) : UInt16(RSYSCALL_NUMBER_UNKNOWN)
    }
}

extension DescriptorTable {
    /// Checks numbers that the call is to close, or has made.
    ///
    /// - Throws: ``Unsupported`` if a number in the range has an owner, or is used by the library itself.
    func check(unused range: ClosedRange<FileDescriptorNumber>, by call: SYS) throws(Unsupported) {
        guard let (number, use) = firstInUse(from: range.lowerBound, through: range.upperBound) else {
            return noteOther(range)
        }
        throw Unsupported(call, number, use)
    }
}

extension Unsupported {
    fileprivate init(_ call: SYS, _ number: FileDescriptorNumber, _ use: DescriptorTable.Use) {
        switch use {
        case .owned: self.init(call, "descriptor \(number), which has an owner")
        case .reserved: self.init(call, "descriptor \(number), which the library uses")
        }
    }
}

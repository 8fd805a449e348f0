/// The numbers of the two ends of a pipe or a connection that a call has made, which have no owner yet.
struct NewDescriptors {
    private let numbers: (first: FileDescriptorNumber, second: FileDescriptorNumber)

    static let byteCount = 2 * MemoryLayout<CInt>.size
    static let alignment = MemoryLayout<CInt>.alignment

    /// - Throws: ``MemoryDecodingError``, or ``Unsupported`` if one of them is known to have an owner.
    init(
        decoding bytes: RawSpan, owner: DescriptorOwner, call: SYS, names: (first: String, second: String)
    ) throws {
        let first = try bytes.load(CInt.self, at: 0)
        let second = try bytes.load(CInt.self, at: MemoryLayout<CInt>.size)
        for (name, number) in [(names.first, first), (names.second, second)] where number < 0 {
            throw MemoryDecodingError.invalidField(name, value: Int(number))
        }
        if first == second { throw MemoryDecodingError.invalidField(names.second, value: Int(second)) }
        numbers = (FileDescriptorNumber(first), FileDescriptorNumber(second))
        // Both are checked before the first is owned, since dropping that would close it.
        try owner.table.check(unused: numbers.first...numbers.first, by: call)
        try owner.table.check(unused: numbers.second...numbers.second, by: call)
    }

    func first(of owner: DescriptorOwner) -> OwnedFileDescriptor {
        OwnedFileDescriptor(new: numbers.first, of: owner.process, in: owner.table, .stream)
    }

    func second(of owner: DescriptorOwner) -> OwnedFileDescriptor {
        OwnedFileDescriptor(new: numbers.second, of: owner.process, in: owner.table, .stream)
    }
}

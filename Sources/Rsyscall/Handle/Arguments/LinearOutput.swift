extension CallResult where Self: FixedSize & ResourceReadable & ~Copyable, Owner == DescriptorOwner {
    /// Always `true`.
    public static var ownsResources: Bool { true }

    /// Takes over the resources that the call wrote, which belong to the process that made it.
    public init(_ outcome: borrowing CallOutcome) throws {
        let bytes = UnsafeRawBufferPointer(start: outcome.output, count: Self.byteCount)
        try self.init(decoding: bytes.bytes, owner: DescriptorOwner(outcome))
    }
}

extension TypedPointer where Pointee: FixedSize & ResourceReadable & ~Copyable, State == Uninitialized {
    /// Takes the one value of `owner` that a call has filled; the variable keeps the rest.
    mutating func takeLinear(
        after owner: Pointee.Owner, file: StaticString, line: UInt
    ) throws(PointerError) -> LinearPointer<Pointee> {
        let filled = try takeFilled(Pointee.byteCount)
        return LinearPointer(filled.memory, owner: owner, file: file, line: line)
    }
}

extension TypedPointer where Pointee: ResourceReadable & ~Copyable, State == Uninitialized {
    /// Takes the first `count` bytes, into which a call has put resources of `owner`; the variable keeps the rest.
    mutating func takeLinear(
        _ count: Int, of owner: Pointee.Owner, file: StaticString, line: UInt
    ) throws(PointerError) -> LinearPointer<Pointee> {
        let filled = try takeFilled(count)
        return LinearPointer(filled.memory, owner: owner, file: file, line: line)
    }
}

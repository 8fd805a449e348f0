/// A value that holds resources, and is made from bytes only together with their owner.
///
/// A pipe's two numbers become two descriptors *of a process*. Read twice, they would have two owners.
public protocol ResourceReadable: ~Copyable {
    /// The owner of the resources.
    associatedtype Owner: ResourceOwner

    /// Takes over the resources that `bytes` name.
    ///
    /// - Throws: ``MemoryDecodingError`` if the bytes name none; nothing is owned then.
    init(decoding bytes: RawSpan, owner: Owner) throws
}

/// Something that owns resources, and can report that some were lost.
public protocol ResourceOwner: Sendable {
    /// Reports a loss of resources in one line for a person.
    func reportLoss(_ message: String)
}

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
    /// Receives one line for a person when resources were lost.
    func reportLoss(_ message: String)
}

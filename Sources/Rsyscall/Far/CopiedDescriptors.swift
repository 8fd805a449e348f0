/// The descriptors that a copy of a descriptor table has.
public enum CopiedDescriptors: Hashable, Sendable {
    /// The standard streams, and those that an ``OwnedFileDescriptor`` of the original owns.
    ///
    /// What other parts of the program have open is not copied. Foundation's `Process`, for example, waits until every
    /// descriptor of a certain socket is closed.
    case owned
    /// All, as the kernel copies them.
    case all
}

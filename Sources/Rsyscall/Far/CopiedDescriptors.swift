/// Which descriptors a copy of a descriptor table has.
public enum CopiedDescriptors: Hashable, Sendable {
    /// The standard streams, and what an ``OwnedFileDescriptor`` of the original owns.
    ///
    /// What another part of the program has open stays its own: Foundation's `Process`, for one, waits until
    /// nobody has a certain socket any more.
    case owned
    /// All, as the kernel copies them.
    case all
}

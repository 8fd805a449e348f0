/// The descriptors that the copy of a descriptor table starts with.
public enum CopiedDescriptors: Hashable, Sendable {
    /// The standard streams, 0 to 2. The rest is handed over by ``SystemCalling/inherit(_:)``, at any time.
    ///
    /// At no moment does the new table hold anything else, so no pipe or file of another part of the program stays open
    /// in it.
    case standardStreams
    /// All, as the kernel copies them.
    case all
}

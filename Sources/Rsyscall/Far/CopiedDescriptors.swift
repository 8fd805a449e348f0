/// The descriptors that the copy of a descriptor table starts with.
public enum CopiedDescriptors: Hashable, Sendable {
    /// The standard streams, 0 to 2. ``SystemCalling/inherit(_:)`` hands over others at any time.
    ///
    /// With `close_range(2)`, which Linux 5.9 added, the new table never holds anything else, so it keeps no pipe or
    /// file of another part of the program open, even for a moment. Otherwise the rest is copied, and closed at once.
    case standardStreams
    /// All descriptors, as the kernel copies them.
    case all
}

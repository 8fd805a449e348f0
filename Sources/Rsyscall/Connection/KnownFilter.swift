/// What is known of the seccomp filters of a process.
@usableFromInline
enum KnownFilter: UInt8, Sendable {
    /// None was installed through the library.
    case none
    /// There is one, which may refuse any call, or end the process for it.
    case present
    /// There is one that may keep the process from waking us.
    case mute
}

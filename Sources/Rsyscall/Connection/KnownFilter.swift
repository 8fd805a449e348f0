/// What is known about the seccomp filters of a process.
@usableFromInline
enum KnownFilter: UInt8, Sendable {
    /// None was installed through the library.
    case none
    /// A filter may refuse any call, or end the process for it.
    case present
    /// A filter may keep the process from waking us.
    case mute
}

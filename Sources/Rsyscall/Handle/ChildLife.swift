/// The life of a process that we made, which its own children depend on.
protocol ChildLife: ProcessLife {
    /// A descriptor of the process in the table of our threads.
    var pidfd: FileDescriptorNumber { get }
    /// Returns its number, for a call that `other` makes.
    func pid(in other: LinuxProcess) throws(Mismatch) -> ProcessID
    /// The process that may wait for it.
    var parent: ChildParent { get }
}

/// The process that may wait for a child, and gets its status.
enum ChildParent: Sendable {
    /// Our own process.
    case us
    /// A process whose children can't be made ours: the init of a pid namespace, or one whose own parent is not ours.
    case process(LinuxProcess)
    /// A process that we can't ask: our own parent, or a command.
    case other
}

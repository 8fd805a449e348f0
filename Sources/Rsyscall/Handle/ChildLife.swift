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
    /// The init of a pid namespace, whose children can't be made ours.
    case initProcess(LinuxProcess)
    /// Our own parent, which we cannot ask.
    case ourParent
}

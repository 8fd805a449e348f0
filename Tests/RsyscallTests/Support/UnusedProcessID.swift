import Rsyscall

extension ProcessID {
    /// A number that no process has: the kernel gives out none as high.
    static let unused = ProcessID(.max)
}

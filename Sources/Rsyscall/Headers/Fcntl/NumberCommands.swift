extension FcntlCommand {
    /// Whether the kernel is known not to take the operation's argument for an address.
    private var takesNumber: Bool {
        switch self {
        case .dupfd, .dupfd_cloexec, .getfd, .setfd, .getfl, .setfl, .setown, .getown, .setsig, .getsig,
            .setlease, .getlease, .notify, .setpipe_sz, .getpipe_sz, .add_seals, .get_seals:
            true
        default: false
        }
    }

    /// Checks that the operation can be given a number.
    ///
    /// - Throws: `EINVAL` if it takes an address, or ``Unsupported`` if it isn't known not to.
    func checkNumber(for process: LinuxProcess) throws {
        try memoryUse.check(.none, by: .fcntl, self, for: process)
        guard takesNumber else { throw Unsupported(.fcntl, "a number as the argument of \(self)") }
    }
}

import CRsyscall

/// A call that opens a path, made on the calling thread if it need not wait for another process.
enum OpeningCall {
    /// Makes `step`, a call with the effect ``Effects/opens``, unless the path names what may have it wait: a FIFO, a
    /// device, a file that is known to be served by others, or one under a lease.
    ///
    /// - Returns: What the kernel left in the result register, with the note of ``OpenedFile`` if it is known what the
    ///   calls on the file wait for; `nil` if it may wait.
    static func make(_ step: Step) -> Int? {
        let (base, path, flags, _, _, _) = step.words
        let options = CInt(truncatingIfNeeded: flags)
        // These never wait, and say nothing about what reading does. O_TMPFILE contains O_DIRECTORY.
        guard options & (O_NONBLOCK | O_PATH | O_DIRECTORY) == 0 else { return step.made() }
        // A new file is neither a FIFO nor a device, and has no lease.
        if options & (O_CREAT | O_EXCL) == O_CREAT | O_EXCL { return step.made() }
        let glance = FileGlance(base, path, options & O_NOFOLLOW != 0 ? AT_SYMLINK_NOFOLLOW : 0)
        switch CInt(truncatingIfNeeded: -glance.result) {
        case 0: break
        // From a filter, perhaps one that is older than this system call.
        case ENOSYS, EPERM: return nil
        default: return step.made()
        }
        switch glance.type {
        case CInt(S_IFIFO), CInt(S_IFCHR): return nil
        case CInt(S_IFREG): return openedRegularFile(step, glance)
        default: return ServedMounts.shared.kind(of: glance) == .served ? nil : step.made()
        }
    }

    private static func openedRegularFile(_ step: Step, _ glance: FileGlance) -> Int? {
        let known = ServedMounts.shared.kind(of: glance)
        if known == .served { return nil }
        guard let result = KnownLeases.exist ? openedBesideLeases(step) : step.made() else { return nil }
        if result < 0 { return result }
        let descriptor = UInt(result)
        switch known ?? ServedMounts.shared.kind(of: glance, asking: descriptor) {
        case .stored: return OpenedFile.noting(result, .stored)
        case .served: return OpenedFile.noting(result, .served)
        case .other:
            let isRead = CInt(truncatingIfNeeded: step.words.2) & O_ACCMODE != O_WRONLY
            let mayWait = isRead && FileGlance.readingMayWait(descriptor)
            return mayWait ? result : OpenedFile.noting(result, .stored)
        }
    }

    /// Opens the file unless another process has a lease on it, which the attempt begins to break.
    private static func openedBesideLeases(_ step: Step) -> Int? {
        var nonblocking = step
        nonblocking.words.2 |= UInt(O_NONBLOCK)
        let result = nonblocking.made()
        if result == -Int(EAGAIN) { return nil }
        if result >= 0 {
            _ = Step(.fcntl, (UInt(result), UInt(F_SETFL), step.words.2, 0, 0, 0)).made()
        }
        return result
    }
}

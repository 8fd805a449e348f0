import CRsyscall

/// A call that opens a path, made on the calling thread if it need not wait for another process.
enum OpeningCall {
    /// Makes `step`, a call with the effect ``Effects/opens``, unless the path names a FIFO or a device, whose
    /// opening may wait.
    ///
    /// - Returns: What the kernel left in the result register, with the note of ``OpenedFile`` if no call on the
    ///   file waits; `nil` if it may wait.
    static func make(_ step: Step) -> Int? {
        let flags = CInt(truncatingIfNeeded: step.words.2)
        // The kinds of open that never wait, and say nothing of what reading does. O_TMPFILE contains O_DIRECTORY.
        let neverWaits: CInt = O_NONBLOCK | O_PATH | O_DIRECTORY
        guard flags & neverWaits == 0 else { return step.made() }
        var status = rsyscall_stat()
        let follow = flags & O_NOFOLLOW != 0 ? UInt(AT_SYMLINK_NOFOLLOW) : 0
        let (base, path, _, _, _, _) = step.words
        let result = withUnsafeMutableBytes(of: &status) { status in
            Step(.fstatat, (base, path, UInt(bitPattern: status.baseAddress), follow, 0, 0)).made()
        }
        guard result == 0 else { return step.made() }
        switch CInt(status.st_mode) & CInt(S_IFMT) {
        case CInt(S_IFIFO), CInt(S_IFCHR):
            return nil
        case CInt(S_IFREG) where status.st_size > 0:
            return OpenedFile.noting(step.made())
        default:
            // Files that are made up as they are read say that they are empty, and reading some of them waits.
            return step.made()
        }
    }
}

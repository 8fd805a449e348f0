extension SystemCalling where Self: ~Copyable {
    /// Returns the I/O priority of a process, or the highest one in a process group: `ioprio_get(2)`.
    ///
    /// `which` is ``IOPRIO_WHO/process`` or ``IOPRIO_WHO/pgrp``, and 0 is the calling process or its group.
    public func ioprio_get(_ which: IOPRIO_WHO, _ who: ProcessID = ProcessID(0)) async throws -> IoPriority {
        try await process.syscall(.ioprio_get, which, who)
    }

    /// Sets the I/O priority of a process or of a process group; 0 is the calling one: `ioprio_set(2)`.
    ///
    /// - Throws: `EPERM` for another user's process, or for ``IOPRIO_CLASS/rt`` without ``CAP/sys_nice``.
    public func ioprio_set(_ which: IOPRIO_WHO, _ who: ProcessID, _ priority: IoPriority) async throws {
        try await process.syscall(.ioprio_set, which, who, priority)
    }
}

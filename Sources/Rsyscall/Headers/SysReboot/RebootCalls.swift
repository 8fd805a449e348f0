extension SystemCalling where Self: ~Copyable {
    /// Reboots or halts the machine, without syncing: `reboot(2)`.
    ///
    /// In a pid namespace of its own it ends the init process, by `SIGHUP` for a reboot, otherwise by `SIGINT`.
    ///
    /// - Throws: `EPERM` without ``CAP/sys_boot``, or ``Hangup`` if the process ends.
    public func reboot(_ operation: RB) async throws {
        try await process.syscall(.reboot, 0xfee1_dead, 0x2812_1969, operation)
    }
}

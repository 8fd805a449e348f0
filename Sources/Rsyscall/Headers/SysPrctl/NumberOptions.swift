extension PR {
    /// Whether the kernel is known to take no argument of the operation for an address.
    ///
    /// Those that are left out take one, or may: the kernel would use a number as an address.
    fileprivate var takesNumbers: Bool {
        switch self {
        case .set_pdeathsig, .get_dumpable, .set_dumpable, .get_keepcaps, .set_keepcaps, .get_seccomp,
            .capbset_read, .capbset_drop, .get_securebits, .set_securebits, .set_timerslack, .get_timerslack,
            .set_child_subreaper, .set_no_new_privs, .get_no_new_privs, .set_thp_disable, .get_thp_disable,
            .cap_ambient, .set_ptracer, .set_unalign, .set_fpemu, .set_fpexc, .get_timing, .set_timing,
            .set_endian, .set_tsc, .task_perf_events_disable, .task_perf_events_enable, .mce_kill,
            .mce_kill_get, .set_fp_mode, .get_fp_mode, .sve_set_vl, .sve_get_vl, .get_speculation_ctrl,
            .set_speculation_ctrl, .set_tagged_addr_ctrl, .get_tagged_addr_ctrl,
            .set_io_flusher, .get_io_flusher:
            true
        default: false
        }
    }
}

/// An operation of `prctl(2)` whose arguments are numbers.
struct NumberOption: CallArgument, Sendable {
    typealias Placement = InRegister

    private let option: PR

    init(_ option: PR) { self.option = option }

    static var usesFrame: Bool { false }

    /// - Throws: ``Unsupported`` if the kernel may take one of the numbers for an address.
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        guard option.takesNumbers else { throw Unsupported(.prctl, "numbers as the arguments of \(option)") }
        return option.place(in: &frame, for: process, Seal())
    }

    var traced: String { option.traced }
}

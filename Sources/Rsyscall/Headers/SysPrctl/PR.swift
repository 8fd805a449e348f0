extension PR {
    /// Whether the option writes one number of 4 bytes.
    var writesNumber: Bool {
        switch self {
        case .get_pdeathsig, .get_child_subreaper, .get_tsc, .get_unalign, .get_endian, .get_fpemu,
            .get_fpexc:
            true
        default:
            false
        }
    }
}

/// The groups that a call wrote, whose number it returned.
struct GroupList: CallResult {
    let groups: [Gid]

    init(_ outcome: borrowing CallOutcome) throws {
        let (count, overflow) = outcome.result.multipliedReportingOverflow(by: Gid.byteCount)
        groups = try [Gid](decoding: outcome.bytes(overflow ? .max : count).bytes)
    }
}

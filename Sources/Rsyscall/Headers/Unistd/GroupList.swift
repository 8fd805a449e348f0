/// The groups that a call wrote, whose number it returned.
struct GroupList: CallResult {
    let groups: [Gid]

    init(_ outcome: borrowing CallOutcome) throws {
        let bytes = UnsafeRawBufferPointer(start: outcome.output, count: outcome.result * Gid.byteCount)
        groups = try [Gid](decoding: bytes.bytes)
    }
}

/// The threads of our process beside the home thread and the lanes.
///
/// Those come to have another descriptor table once our process unshares its own. Descriptors of the table that
/// stays behind are closed by whatever thread comes by.
final class OtherThreads: DescriptorTableMember {
    static let shared = OtherThreads()

    func post(close descriptor: FileDescriptorNumber) {
        _ = Step(.close, (UInt(truncatingIfNeeded: descriptor.rawValue), 0, 0, 0, 0, 0)).made()
    }
}

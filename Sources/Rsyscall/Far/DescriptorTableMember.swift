/// A process that has a descriptor table, and can close the descriptors in it.
@usableFromInline
protocol DescriptorTableMember: AnyObject, Sendable {
    /// Whether it closes a descriptor at once, whatever else it does.
    var closesAtOnce: Bool { get }

    /// Whether it is making another call now, which a close would have to wait for.
    var isBusy: Bool { get }

    /// Closes a descriptor of `table` without waiting.
    ///
    /// If it has left the table before it comes to the close, it hands the descriptor back to the table.
    ///
    /// - Returns: `false` if the process makes no more calls.
    func post(close descriptor: FileDescriptorNumber, of table: DescriptorTable) -> Bool
}

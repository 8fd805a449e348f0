/// A process that has a descriptor table, and can close what is in it.
@usableFromInline
protocol DescriptorTableMember: AnyObject, Sendable {
    /// Whether it closes a descriptor at once, whatever else it does.
    var closesAtOnce: Bool { get }

    /// Whether it makes another call now, so that a close would have to wait for that.
    var isBusy: Bool { get }

    /// Closes a descriptor of `table` without waiting.
    ///
    /// If it has left the table by the time it comes to that, it hands the descriptor back to the table.
    ///
    /// - Returns: `false` if it makes no more calls.
    func post(close descriptor: FileDescriptorNumber, of table: DescriptorTable) -> Bool
}

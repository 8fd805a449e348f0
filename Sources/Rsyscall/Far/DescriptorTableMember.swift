/// A process that has a descriptor table, and can close what is in it.
@usableFromInline
protocol DescriptorTableMember: AnyObject, Sendable {
    /// Closes a descriptor of the table without waiting.
    func post(close descriptor: FileDescriptorNumber)
}

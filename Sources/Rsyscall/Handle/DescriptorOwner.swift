/// The process that makes the calls on new descriptors, and the table that they are in.
public struct DescriptorOwner: ResourceOwner {
    /// The process.
    public let process: LinuxProcess
    /// The table that the process had when it made the descriptors.
    public let table: DescriptorTable

    /// Passes the message to ``LinuxProcess/diagnostics``.
    public func reportLoss(_ message: String) { process.diagnostics(message) }
}

extension DescriptorOwner: CallResult {
    /// The process that made the call, with the table that it had then.
    public init(_ outcome: borrowing CallOutcome) {
        process = outcome.process
        table = outcome.namespaces.descriptorTable
    }
}

/// The output of a command, and how the command ended.
public struct CommandOutput: Hashable, Sendable {
    /// How the command ended.
    public let state: ChildState
    /// The bytes that were written to standard output, if it was collected.
    public let standardOutput: [UInt8]
    /// The bytes that were written to standard error, if it was collected.
    public let standardError: [UInt8]

    /// Standard output as text. Invalid UTF-8 is replaced.
    public var text: String { String(decoding: standardOutput, as: UTF8.self) }
}

/// An open file descriptor and the duty to close it.
///
/// Closing it consumes it, so it is neither used afterwards nor closed twice. Dropping it closes it too, without
/// waiting.
public struct OwnedFileDescriptor: ~Copyable, Sendable {
    /// The number, which means something only in the descriptor's table and while it is open.
    public let number: FileDescriptorNumber
    /// The process that makes the calls on it.
    public let process: LinuxProcess
    /// The table it is open in.
    public let table: DescriptorTable
    /// Whether it is known to refer to a file whose calls never wait.
    @usableFromInline let neverWaits: Bool
    private var isOwned = true

    /// Takes over the open descriptor `number` of `process`, which nothing else may close.
    public init(adopting number: FileDescriptorNumber, of process: LinuxProcess) {
        self.init(number, of: process)
    }

    init(_ number: FileDescriptorNumber, of process: LinuxProcess, neverWaits: Bool = false) {
        self.number = number
        self.process = process
        self.table = process.descriptorTable
        self.neverWaits = neverWaits
        table.own(number)
    }

    deinit {
        if isOwned { table.post(close: number, by: process.connection) }
    }

    /// Closes the descriptor.
    ///
    /// It is closed even if the kernel reports an error, such as `EIO` for data that could not be written back. If
    /// the process has another table by now, one that still has the old table closes it, which is not waited for.
    /// See `close(2)`.
    public consuming func close() async throws {
        // A process that has another table by now would close a foreign descriptor.
        guard process.descriptorTable === table else { return }
        let (number, process) = giveUp()
        try await process.syscall(.close, number)
    }

    /// Releases the number, which another part of the program must close.
    ///
    /// The number has no owner from then on, and so is not found in copies of the table.
    public consuming func releaseNumber() -> FileDescriptorNumber {
        giveUp().number
    }

    private consuming func giveUp() -> (number: FileDescriptorNumber, process: LinuxProcess) {
        isOwned = false
        table.disown(number)
        return (number, process)
    }

    /// Returns the number, for a call that `other` makes.
    ///
    /// - Throws: ``Mismatch`` if `other` has another table.
    public func number(in other: LinuxProcess) throws(Mismatch) -> FileDescriptorNumber {
        let used = other.descriptorTable
        guard used === table else { throw Mismatch(.descriptorTable, process: used, handle: table) }
        return number
    }
}

extension OwnedFileDescriptor {
    /// The number, with the type's name.
    public var description: String { "OwnedFileDescriptor(\(number))" }
}

extension OwnedFileDescriptor: CallResult {
    /// Always `true`.
    public static var ownsResources: Bool { true }

    /// Takes over the descriptor that the call opened.
    public init(_ outcome: borrowing CallOutcome) {
        let opened = OpenedFile(outcome.result)
        self.init(
            opened.number, of: outcome.process,
            neverWaits: opened.neverWaits || outcome.effects.contains(.makesStoredFile))
    }
}

extension OwnedFileDescriptor: CallArgument {
    /// A descriptor table.
    public typealias Placement = InDescriptorTable

    /// Always `false`.
    @inlinable public static var usesFrame: Bool { false }

    /// Places the number.
    ///
    /// - Throws: ``Mismatch`` if the process has another descriptor table.
    public func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand {
        operand(try number(in: process))
    }

    /// Returns the number as an operand: no call waits for a stored file, and a duplicate of another file isn't stored.
    func operand(_ number: FileDescriptorNumber) -> Operand {
        Operand(
            .word, UInt(truncatingIfNeeded: number.rawValue),
            removing: neverWaits ? [.reads, .writes] : .makesStoredFile)
    }

    /// The number.
    public var traced: String { number.traced }
}

/// An open file descriptor and the duty to close it.
///
/// Closing it consumes it, so it is neither used afterward nor closed twice. Dropping it closes it too, without
/// waiting.
public struct OwnedFileDescriptor: ~Copyable, Sendable {
    /// The number, which means something only in the descriptor's table and while it is open.
    public let number: FileDescriptorNumber
    /// The process that makes the calls on it.
    public let process: LinuxProcess
    /// The table that it is open in.
    public let table: DescriptorTable
    /// What is known of the file that it refers to.
    @usableFromInline let kind: FileKind
    private var isOwned = true

    /// Takes over the open descriptor `number` of `process`, which nothing else may close.
    ///
    /// - Throws: ``Unsupported`` if the number is negative or known to have an owner, or the library uses it for itself.
    public init(
        adopting number: FileDescriptorNumber, of process: LinuxProcess
    ) throws(Unsupported) {
        try self.init(adopting: number, of: process, in: process.descriptorTable)
    }

    init(
        adopting number: FileDescriptorNumber, of process: LinuxProcess, in table: DescriptorTable
    ) throws(Unsupported) {
        guard number.rawValue >= 0 else { throw Unsupported("adopting", "descriptor \(number)") }
        guard table.own(number) else {
            throw Unsupported(
                "adopting", "descriptor \(number), which has an owner or is used by the library")
        }
        self.init(owned: number, of: process, in: table)
    }

    /// Takes over a descriptor that the kernel has just made in `table`, so that it has no owner yet.
    init(
        new number: FileDescriptorNumber, of process: LinuxProcess, in table: DescriptorTable,
        _ kind: FileKind = .unknown
    ) {
        // If a handle owned the number before, its descriptor was closed without the handle.
        table.renew(number)
        self.init(owned: number, of: process, in: table, kind)
    }

    private init(
        owned number: FileDescriptorNumber, of process: LinuxProcess, in table: DescriptorTable,
        _ kind: FileKind = .unknown
    ) {
        self.number = number
        self.process = process
        self.table = table
        self.kind = kind
    }

    deinit {
        if isOwned { table.post(close: number, by: process.connection) }
    }

    /// Closes the descriptor.
    ///
    /// It is closed even if the kernel reports an error, such as `EIO` for data that could not be written back. Our own
    /// process closes it if it shares the table. If the process has another table by now, or is gone, another process
    /// with the table closes it, and the method doesn't wait for that. See `close(2)`.
    ///
    /// - Throws: ``Hangup`` if the process is gone and was the last one that had the table. The kernel has closed the
    ///   descriptor together with the table. ``Refused`` with the descriptor, which is still open, if a seccomp filter
    ///   refuses the call.
    public consuming func close() async throws {
        let (number, table, kind, connection) = (number, table, kind, process.connection)
        isOwned = false
        let closer = table.disown(number) ? process.ours : process
        do {
            try await closer.syscall(.close, asClosed(by: closer))
        } catch is Mismatch {
            table.post(close: number, by: connection)
        } catch let error as Hangup {
            table.leave(connection)
            guard table.post(close: number, by: connection) else { throw error }
        } catch let error as SyscallError {
            guard await closer.isKeptOpen(after: error.errno), table.own(number) else { throw error }
            throw Refused(error, operand: Self(owned: number, of: process, in: table, kind))
        }
    }

    /// Returns the number for a call that closes it.
    func asClosed(by closer: LinuxProcess) -> NumberInTable {
        let lingers = closer.isThisProcess && LingeringSockets.contain(number)
        return NumberInTable(number: number, table: table, kind: lingers ? .served : kind)
    }

    /// Gives up ownership and returns the number, which the caller must close.
    public consuming func releaseNumber() -> FileDescriptorNumber {
        isOwned = false
        table.disown(number)
        return number
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
            new: opened.number, of: outcome.process, in: outcome.namespaces.descriptorTable,
            outcome.effects.contains(.makesStoredFile) ? .stored : opened.kind)
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
        kind.operand(try number(in: process), of: process)
    }

    /// The number.
    public var traced: String { number.traced }
}

extension FileKind {
    /// Returns the number of a descriptor of such a file as an operand: no call waits for a stored file, any call may
    /// wait for a served one, and a duplicate of another file isn't stored.
    func operand(_ number: FileDescriptorNumber, of process: LinuxProcess) -> Operand {
        let word = number.register
        switch process.isThisProcess ? ServedMounts.kind(of: number, self) : self {
        case .stored: return Operand(.word, word, removing: [.reads, .writes])
        case .served: return Operand(.word, word, adding: .waits, removing: .makesStoredFile)
        case .stream: return Operand(.word, word, adding: .streams, removing: .makesStoredFile)
        case .unknown: return Operand(.word, word, removing: .makesStoredFile)
        }
    }
}

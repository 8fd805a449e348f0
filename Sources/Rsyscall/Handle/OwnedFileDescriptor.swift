/// An open file descriptor and the duty to close it.
///
/// Closing it consumes it, so it is neither used after nor closed twice. Dropping it closes it too,
/// without waiting.
public struct OwnedFileDescriptor: ~Copyable, Sendable {
    /// Its number, which means something only in its table and only while it is open.
    public let number: FileDescriptorNumber
    /// The process that uses it here.
    public let task: KernelTask
    /// The table it is open in.
    public let table: DescriptorTable
    /// Whether it is known to be of a file whose calls never wait.
    let neverWaits: Bool
    private var isOwned = true

    /// Takes over the open descriptor `number` of `task`, which nobody else closes.
    public init(adopting number: FileDescriptorNumber, of task: KernelTask) {
        self.init(number, of: task, neverWaits: false)
    }

    init(_ number: FileDescriptorNumber, of task: KernelTask, neverWaits: Bool) {
        self.number = number
        self.task = task
        self.table = task.descriptorTable
        self.neverWaits = neverWaits
        table.own(number)
    }

    init(_ result: Int, of task: KernelTask, neverWaits: Bool = false) {
        self.init(FileDescriptorNumber(CInt(truncatingIfNeeded: result)), of: task, neverWaits: neverWaits)
    }

    deinit {
        if isOwned { table.post(close: number, by: task.interface) }
    }

    /// Closes the descriptor.
    ///
    /// It is closed even where the kernel reports an error, such as `EIO` for data that could not be
    /// written back. Where the process has another table by now, one that still has the old table closes
    /// it, which is not waited for. See `close(2)`.
    ///
    /// - Throws: ``SyscallError``, or ``Hangup`` where the process is gone.
    public consuming func close() async throws {
        // A task that has another table by now would close somebody else's descriptor.
        guard task.descriptorTable === table else { return }
        let (number, task) = giveUp()
        try await task.syscall(.close, number)
    }

    /// Gives the number away, to be closed by someone else.
    ///
    /// From here on it is nobody's, and so is not found in a copy that is made of the table.
    public consuming func releaseNumber() -> FileDescriptorNumber {
        giveUp().number
    }

    private consuming func giveUp() -> (number: FileDescriptorNumber, task: KernelTask) {
        isOwned = false
        table.disown(number)
        return (number, task)
    }

    /// The number, for a call that `other` makes.
    ///
    /// - Throws: ``DescriptorTableMismatch`` where `other` has another table.
    public func number(in other: KernelTask) throws(DescriptorTableMismatch) -> FileDescriptorNumber {
        let used = other.descriptorTable
        guard used === table else { throw DescriptorTableMismatch(task: used, descriptor: table) }
        return number
    }

    /// The number, for a call by the descriptor's own task.
    func checkedNumber() throws(DescriptorTableMismatch) -> FileDescriptorNumber {
        try number(in: task)
    }

    /// How a call that reads depends on this descriptor.
    var readScope: SyscallScope { neverWaits ? .process : .reads(number) }

    /// How a call depends on this descriptor that writes so many bytes.
    func writeScope(_ count: Int) -> SyscallScope {
        if neverWaits { return .process }
        // Of so much, a pipe takes all at once or nothing.
        return count <= 4096 ? .writes(number) : .waits
    }
}

extension OwnedFileDescriptor {
    /// The number, with what it is said to be.
    public var description: String { "OwnedFileDescriptor(\(number))" }
}

/// The result of a call, made from the number that the call returned or the bytes that it wrote to its frame.
public protocol CallResult: SendableMetatype, ~Copyable {
    /// Creates the value.
    ///
    /// - Throws: ``MemoryDecodingError`` if the bytes don't form a value.
    init(_ outcome: borrowing CallOutcome) throws
    /// Whether the value owns what the call made, such as descriptors, and releases it when it is dropped.
    static var ownsResources: Bool { get }
    /// Returns the descriptors that the call has made, if it wrote their numbers to its output and the process was
    /// killed before it had a result.
    static func descriptors(leftAt output: UnsafeRawPointer) -> [FileDescriptorNumber]
}

extension CallResult where Self: ~Copyable {
    /// Always `false`.
    @inlinable public static var ownsResources: Bool { false }

    /// Always none.
    public static func descriptors(leftAt output: UnsafeRawPointer) -> [FileDescriptorNumber] { [] }

    /// Closes what a call, whose process was killed before it had a result, has left in `table`.
    ///
    /// The kernel has closed it unless another process has the table.
    @usableFromInline
    static func closeDescriptors(
        leftAt output: UnsafeRawPointer, in table: DescriptorTable, _ connection: any ProcessConnection
    ) {
        for number in descriptors(leftAt: output) {
            table.renew(number)
            table.post(close: number, by: connection)
        }
    }
}

/// The outcome of a call: what it returned, and the frame as the call left it.
public struct CallOutcome: ~Copyable {
    /// The content of the result register, which isn't an error.
    @usableFromInline let result: Int
    @usableFromInline let effects: Effects
    // Sound because only the maker of the call makes an outcome, and holds the process until the result is made.
    // A counted reference would also crash the optimizer of Swift 6.3.1: "cannot initialize a nonCopyable type".
    @usableFromInline unowned(unsafe) let process: LinuxProcess
    // Sound in the same way. `nil` for a process that stays in the same namespaces all its life.
    @usableFromInline unowned(unsafe) let placed: ProcessNamespaces?
    /// The room for the output.
    @usableFromInline let output: UnsafeRawPointer
    /// The number of bytes from there to the end of the frame.
    @usableFromInline let outputByteCount: Int

    @inlinable
    init(_ result: Int, _ step: Step, of process: LinuxProcess, _ frame: borrowing Frame) {
        self.init(
            result, step, of: process, in: nil, outputAt: UnsafeRawPointer(frame.base + frame.output),
            frame.count - frame.output)
    }

    @inlinable
    init(
        _ result: Int, _ step: Step, of process: LinuxProcess, in namespaces: ProcessNamespaces?,
        outputAt output: UnsafeRawPointer, _ outputByteCount: Int
    ) {
        self.result = result
        self.effects = step.effects
        self.process = process
        self.placed = namespaces
        self.output = output
        self.outputByteCount = outputByteCount
    }

    /// The first bytes of the output from `offset` on.
    ///
    /// - Throws: ``MemoryDecodingError/truncated(offset:needed:available:)`` if there is no room for so many. What says
    ///   how many there are may come from a process with memory of its own, which can report anything.
    @inlinable
    func bytes(_ count: Int, at offset: Int = 0) throws(MemoryDecodingError) -> UnsafeRawBufferPointer {
        guard offset >= 0, offset <= outputByteCount, count >= 0, count <= outputByteCount - offset else {
            throw .truncated(offset: offset, needed: count, available: outputByteCount)
        }
        return UnsafeRawBufferPointer(start: output + offset, count: count)
    }

    /// Whether the process runs on the other architecture, whose kernel wrote the output.
    @inlinable var isForeign: Bool { process.addressSpace.isForeign }

    /// The namespaces that the call was made in, which its numbers belong to.
    var namespaces: ProcessNamespaces { placed ?? process.connection.namespaces }
}

extension CallResult where Self: FixedSize & MemoryReadable {
    /// Decodes the value that the call wrote.
    @inlinable
    public init(_ outcome: borrowing CallOutcome) throws {
        self = try Self(decoding: UnsafeRawBufferPointer(start: outcome.output, count: Self.byteCount).bytes)
    }
}

extension Int: CallResult {
    /// The call's result.
    @inlinable
    public init(_ outcome: borrowing CallOutcome) { self = outcome.result }
}

extension ProcessID: CallResult {
    /// The number that the call returned.
    @inlinable
    public init(_ outcome: borrowing CallOutcome) { self.init(CInt(truncatingIfNeeded: outcome.result)) }
}

extension Uid: CallResult {
    /// The number that the call returned.
    @inlinable
    public init(_ outcome: borrowing CallOutcome) { self.init(UInt32(truncatingIfNeeded: outcome.result)) }
}

extension Gid: CallResult {
    /// The number that the call returned.
    @inlinable
    public init(_ outcome: borrowing CallOutcome) { self.init(UInt32(truncatingIfNeeded: outcome.result)) }
}

extension Array: CallResult where Element == UInt8 {
    /// The bytes that the call wrote, as many as it returned.
    ///
    /// - Throws: ``AllocationError`` if there is no memory for a copy.
    @inlinable
    public init(_ outcome: borrowing CallOutcome) throws {
        let bytes = try outcome.bytes(outcome.result)
        if bytes.count > ValueRoom.unchecked { try ValueRoom.check(bytes.count) }
        self = Array(bytes)
    }
}

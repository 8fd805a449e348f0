/// An argument that the kernel reads a `Value` from: the value itself, or a pointer to one.
public protocol ValueArgument<Value>: CallArgument, ~Copyable where Placement == InMemory<Value> {
    /// The type that the kernel reads.
    associatedtype Value
    /// Returns the number of bytes that the kernel may read.
    ///
    /// - Throws: ``MemoryEncodingError`` or ``Mismatch`` if the value has no byte form for `process`.
    func byteCount(for process: LinuxProcess, _ seal: Seal<Self>) throws -> Int
}

extension ValueArgument where Self: ~Copyable {
    /// Memory that holds a value.
    public typealias Placement = InMemory<Value>
}

extension ValueArgument where Self: MemoryWritable, Value == Self {
    /// Always `true`.
    @inlinable public static var usesFrame: Bool { true }

    /// Places the value's byte form in the frame.
    @inlinable
    public func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand {
        try frame.place(self, in: process.addressSpace)
    }

    /// The size of the value's byte form.
    public func byteCount(for process: LinuxProcess, _ seal: Seal<Self>) throws -> Int {
        try encodedByteCount(for: process.addressSpace)
    }
}

extension ValueArgument where Self: CustomStringConvertible {
    /// The value as it describes itself.
    public var traced: String { description }
}

extension ValueArgument where Self: ~Copyable {
    /// Returns the number of bytes that the kernel may read, for a call that takes it as an argument.
    func byteCount(for process: LinuxProcess) throws -> Int { try byteCount(for: process, Seal()) }
}

extension Bytes: ValueArgument {
    /// Bytes.
    public typealias Value = Bytes
}

extension Array: CallArgument where Element: MemoryWritable & FixedSize {
    /// Memory that holds the elements.
    public typealias Placement = InMemory<[Element]>

    /// The elements in brackets, as strace prints them.
    public var traced: String { "[\(map { "\($0)" }.joined(separator: ", "))]" }
}

extension Array: ValueArgument where Element: MemoryWritable & FixedSize {
    /// The array.
    public typealias Value = [Element]
}

/// `NULL` in place of a value.
public struct NullValue<Value>: ValueArgument, Sendable {
    init() {}

    /// Always `false`.
    @inlinable public static var usesFrame: Bool { false }
    /// Places zero.
    @inlinable
    public func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {
        .word(0)
    }
    /// `NULL`.
    public var traced: String { "NULL" }
    /// Returns 0.
    public func byteCount(for process: LinuxProcess, _ seal: Seal<Self>) -> Int { 0 }
}

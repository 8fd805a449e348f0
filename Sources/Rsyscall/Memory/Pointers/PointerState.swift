/// What is known about the bytes that a pointer owns.
///
/// Only the library makes pointers, so no pointer is in a state of another module.
public protocol PointerState: ~Copyable, Sendable {
    /// The name of a pointer in this state.
    static var pointerName: String { get }
    /// Promises that the state is true of the memory of every pointer in it. Memory safety depends on that. It is never
    /// called.
    static func unsafelyPromiseState()
}

/// A state in which memory may be divided, joined, and written to.
public protocol DivisibleState: PointerState, ~Copyable {
    /// The state of a part of such memory.
    associatedtype Part: DivisibleState where Part.Part == Part
    /// The state of a part.
    static var part: Part { get }
}

/// A state in which memory holds a value that may be read any number of times.
public protocol ReadableState: DivisibleState, ~Copyable {
    /// Returns the number of bytes of `memory` that hold the value.
    func initializedByteCount(of memory: borrowing OwnedMemory) -> Int
    /// Whether the value is known to end with the initialized bytes.
    var isKnown: Bool { get }
    /// The value as strace prints it, if it is known.
    var shownInTrace: String? { get }
}

/// The state of memory that may not be initialized yet.
public struct Uninitialized: DivisibleState {
    @inlinable
    init() {}
    /// The state says nothing about the memory.
    public static func unsafelyPromiseState() {}
    /// `Pointer`.
    public static var pointerName: String { "Pointer" }
    /// The same state: a part is as unknown as the whole.
    @inlinable public static var part: Uninitialized { Uninitialized() }
}

/// The state of memory that has been filled.
public struct Filled: ReadableState {
    @inlinable
    init() {}
    /// Only filling the memory, or `assumeReadable()`, brings a pointer into this state.
    public static func unsafelyPromiseState() {}
    /// `ReadablePointer`.
    public static var pointerName: String { "ReadablePointer" }
    /// The same state: a part is as filled as the whole.
    @inlinable public static var part: Filled { Filled() }
    /// Returns the number of all bytes.
    @inlinable
    public func initializedByteCount(of memory: borrowing OwnedMemory) -> Int { memory.size }
    /// Always `false`.
    @inlinable public var isKnown: Bool { false }
    /// Always `nil`.
    public var shownInTrace: String? { nil }
}

/// The state of memory that was written here, with the value.
public struct Written<Value: ~Copyable & Sendable>: ~Copyable {
    @usableFromInline let value: Value
    @usableFromInline let byteCount: Int

    @usableFromInline
    init(_ value: consuming Value, byteCount: Int) {
        self.value = value
        self.byteCount = byteCount
    }
}

extension Written: PointerState, DivisibleState where Value: ~Copyable {
    /// Only writing the value brings a pointer into this state.
    public static func unsafelyPromiseState() {}
    /// `WrittenPointer`.
    public static var pointerName: String { "WrittenPointer" }
    /// ``Uninitialized``, since a part of the bytes is no value.
    @inlinable public static var part: Uninitialized { Uninitialized() }
}

extension Written: ReadableState where Value: MemoryWritable & ~Copyable {
    /// Returns the number of bytes that the value takes.
    @inlinable
    public func initializedByteCount(of memory: borrowing OwnedMemory) -> Int { byteCount }
    /// Always `true`.
    @inlinable public var isKnown: Bool { true }
    /// The value as strace prints it, or `nil` if strace prints an address instead.
    public var shownInTrace: String? { value.shownInTrace }
}

/// The state of memory that holds resources that haven't been read yet.
public struct Linear<Resource: ResourceReadable & ~Copyable>: ~Copyable, PointerState {
    /// The owner of the resources, until they have been read.
    var owner: Resource.Owner?
    private let file: StaticString
    private let line: UInt

    init(owner: Resource.Owner, file: StaticString, line: UInt) {
        self.owner = owner
        self.file = file
        self.line = line
    }

    deinit {
        owner?.reportLoss(
            "LinearPointer<\(Resource.self)> made at \(file):\(line) was dropped unread: what it holds is lost"
        )
    }

    /// Only a call that fills memory with resources brings a pointer into this state.
    public static func unsafelyPromiseState() {}
    /// `LinearPointer`.
    public static var pointerName: String { "LinearPointer" }
}

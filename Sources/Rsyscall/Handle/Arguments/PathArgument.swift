public import CRsyscall
public import SystemPackage

/// An argument that the kernel reads a path from: a `String`, a `FilePath`, a ``CString``, or a pointer to one.
///
/// A `FilePath` has no null byte: swift-system drops what follows one.
public protocol PathArgument<Text>: CallArgument, ~Copyable where Placement == InMemory<Text> {
    /// The type of the path.
    associatedtype Text: NullTerminated
}

/// An argument that the kernel reads a null-terminated string from: a `String`, a ``CString``, or a pointer to
/// one.
public protocol StringArgument<Text>: CallArgument, ~Copyable where Placement == InMemory<Text> {
    /// The type of the string.
    associatedtype Text: NullTerminated
}

/// A value whose byte form ends with a null byte, the only one in it.
public protocol NullTerminated: MemoryWritable, CallArgument where Placement == InMemory<Self> {
    /// Promises that the byte form ends with its only null byte, since the kernel reads up to it. It is never called.
    static func unsafelyPromiseNullByte()
    /// The bytes without the null byte.
    func quotedBytes(_ seal: Seal<Self>) -> [UInt8]
}

extension NullTerminated {
    /// Always `true`.
    @inlinable public static var usesFrame: Bool { true }

    /// Places the bytes and the null byte in the frame.
    @inlinable
    public func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>
    ) throws -> Operand {
        let operand = try frame.place(self, in: process.addressSpace)
        if rsyscall_paths_are_plain() || !process.isThisProcess { return operand }
        // It may not be a path. Then there is nothing to wait for, and a call that could wait does no harm.
        return operand.adding(ServedMounts.effects(ofPathAt: frame.base + Int(operand.word)))
    }

    /// The string as a C literal.
    public var traced: String { quoted(quotedBytes(Seal()), limit: 4096) }

    /// The string as a C literal.
    public var shownInTrace: String? { traced }
}

extension NullTerminated {
    /// Always `true`.
    public static var isNullTerminated: Bool { true }

    /// Checks that a null byte ends the string, if it lies in our address space.
    ///
    /// In another process's memory the kernel may read past these bytes, but nothing of ours.
    ///
    /// - Throws: ``MemoryDecodingError/unterminatedString(offset:)``, or `EFAULT` if the memory is gone.
    public static func checkReadable(_ memory: borrowing OwnedMemory, byteCount: Int) throws {
        try memory.checkTerminator(within: byteCount)
    }
}

extension String: NullTerminated, PathArgument, StringArgument {
    /// The string itself.
    public typealias Text = String
    /// Memory that holds the string.
    public typealias Placement = InMemory<String>

    /// The null byte is written after the bytes.
    public static func unsafelyPromiseNullByte() {}
    /// The string in UTF-8.
    public func quotedBytes(_ seal: Seal<Self>) -> [UInt8] { Array(utf8) }
}

extension FilePath: NullTerminated, PathArgument {
    /// The path itself.
    public typealias Text = FilePath
    /// Memory that holds the path.
    public typealias Placement = InMemory<FilePath>

    /// The null byte is written after the bytes.
    public static func unsafelyPromiseNullByte() {}
    /// The path's bytes.
    public func quotedBytes(_ seal: Seal<Self>) -> [UInt8] { CString(self).bytes }
}

extension CString: NullTerminated, PathArgument, StringArgument {
    /// The string itself.
    public typealias Text = CString
    /// Memory that holds the string.
    public typealias Placement = InMemory<CString>

    /// The null byte is written after the bytes.
    public static func unsafelyPromiseNullByte() {}
    /// The string's bytes.
    public func quotedBytes(_ seal: Seal<Self>) -> [UInt8] { bytes }
}

/// `NULL` in place of a string.
public struct NullString: StringArgument, PathArgument, Sendable {
    /// The type that a string would have.
    public typealias Text = CString
    /// Memory that would hold a string.
    public typealias Placement = InMemory<CString>

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
}

extension PathArgument where Self == NullString {
    /// `NULL`, for calls that accept it.
    public static var null: NullString { NullString() }
}

extension StringArgument where Self == NullString {
    /// `NULL`, for calls that accept it.
    public static var null: NullString { NullString() }
}

/// The place that a value's byte form is appended to.
///
/// It takes no more bytes than were announced, and counts those that it left out. A value that writes too many is
/// refused.
public struct ByteOutput: ~Copyable, ~Escapable {
    @usableFromInline var span: OutputRawSpan
    /// The number of bytes for which there was no room.
    @usableFromInline var excess = 0
    /// Whether the form is that of the other architecture.
    @usableFromInline let isForeign: Bool

    @_lifetime(copy span)
    @inlinable
    init(_ span: consuming OutputRawSpan, isForeign: Bool) {
        self.span = span
        self.isForeign = isForeign
    }

    /// Appends a byte.
    @_lifetime(self: copy self)
    @inlinable
    public mutating func append(_ byte: UInt8) {
        append(byte, as: UInt8.self)
    }

    /// Appends the bytes of `value` as they lie in memory, padding included.
    @_lifetime(self: copy self)
    @inlinable
    public mutating func append<T: BitwiseCopyable>(_ value: T, as type: T.Type) {
        guard hasRoom(for: MemoryLayout<T>.size) else { return }
        span.append(value, as: type)
    }

    /// Appends a copy of `bytes`.
    @_lifetime(self: copy self)
    @inlinable
    public mutating func append(copying bytes: RawSpan) {
        guard hasRoom(for: bytes.byteCount) else { return }
        bytes.withUnsafeBytes { bytes in
            span.withUnsafeMutableBytes { buffer, initialized in
                buffer[initialized...].copyBytes(from: bytes)
                initialized += bytes.count
            }
        }
    }

    /// Ends the output, which was made for `bytes`.
    ///
    /// - Returns: The number of bytes that were appended, or were to be.
    @inlinable
    consuming func finish(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        let excess = excess
        return span.finalize(for: bytes) + excess
    }

    /// Returns whether there is room for `count` bytes, and counts them if not.
    @_lifetime(self: copy self)
    @inlinable
    mutating func hasRoom(for count: Int) -> Bool {
        if excess == 0, count <= span.freeCapacity { return true }
        let (sum, overflow) = excess.addingReportingOverflow(count)
        excess = overflow ? Int.max / 2 : min(sum, Int.max / 2)
        return false
    }
}

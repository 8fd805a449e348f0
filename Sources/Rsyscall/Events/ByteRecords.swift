/// The records that are read from a descriptor; each is waited for without a thread.
///
/// Made by ``AsyncFileDescriptor/chunks(upTo:)`` and its siblings. What an iterator has read ahead is lost with it, so
/// iterate over a descriptor once. An iterator whose task was canceled has lost nothing.
public struct ByteRecords: AsyncSequence, Sendable {
    let descriptor: AsyncFileDescriptor
    let cutter: RecordCutter

    /// Starts to read.
    public func makeAsyncIterator() -> Iterator { Iterator(descriptor: descriptor, cutter: cutter) }

    /// Reads one record after the other.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let descriptor: AsyncFileDescriptor
        var cutter: RecordCutter

        /// Returns the next record, or `nil` at the end of the file.
        ///
        /// - Throws: What ``AsyncFileDescriptor/read(upTo:)`` throws, or ``MemoryDecodingError`` if a record is longer
        ///   than the limit, malformed, or cut off by the end of the file.
        public mutating func next() async throws -> [UInt8]? {
            while true {
                if let record = try cutter.next() { return record }
                if cutter.isAtEnd { return nil }
                cutter.append(try await descriptor.read(upTo: cutter.readSize))
            }
        }
    }
}

extension AsyncFileDescriptor {
    /// Returns the bytes as they come, in pieces of at most `count`.
    public func chunks(upTo count: Int = 64 << 10) -> ByteRecords {
        ByteRecords(descriptor: self, cutter: RecordCutter(.chunks, limit: count))
    }

    /// Returns the lines, without their newlines. The last line may have none.
    ///
    /// - Parameter limit: The length of the longest line in bytes.
    public func lines(limit: Int = 64 << 10) -> ByteRecords {
        ByteRecords(descriptor: self, cutter: RecordCutter(.lines, limit: limit))
    }

    /// Returns records that each follow their length, a big-endian number.
    ///
    /// - Parameters:
    ///   - limit: The length of the longest record in bytes.
    ///   - length: The type of the number.
    public func records<Length: UnsignedInteger & FixedWidthInteger>(
        limit: Int, length: Length.Type = UInt32.self
    ) -> ByteRecords {
        ByteRecords(
            descriptor: self, cutter: RecordCutter(.prefixed(MemoryLayout<Length>.size), limit: limit))
    }

    /// Returns the netstrings: the length in decimal, a colon, the bytes, and a comma.
    ///
    /// - Parameter limit: The length of the longest string in bytes.
    public func netstrings(limit: Int) -> ByteRecords {
        ByteRecords(descriptor: self, cutter: RecordCutter(.netstrings, limit: limit))
    }
}

/// Cuts bytes into records, and holds no more than one record and one read.
struct RecordCutter: Sendable {
    enum Format: Sendable {
        case chunks
        case lines
        case prefixed(Int)
        case netstrings
    }

    private let format: Format
    private let limit: Int
    private var bytes: [UInt8] = []
    /// The start of the bytes that are not yet part of a record.
    private var start = 0
    /// The end of the bytes known to have no newline.
    private var searched = 0
    private(set) var isAtEnd = false

    init(_ format: Format, limit: Int) {
        self.format = format
        self.limit = max(limit, 0)
    }

    /// The number of bytes to read at once.
    ///
    /// A piece may be shorter than its limit, which may be more than there is memory for.
    var readSize: Int {
        if case .chunks = format { min(max(limit, 1), 1 << 20) } else { 64 << 10 }
    }

    /// Takes what was read, which is nothing at the end of the file.
    mutating func append(_ more: [UInt8]) {
        if more.isEmpty { isAtEnd = true }
        if start == bytes.count {
            bytes = more
        } else {
            bytes.removeSubrange(..<start)
            bytes += more
        }
        searched -= start
        searched = max(searched, 0)
        start = 0
    }

    /// Returns the next record, or `nil` if that takes more bytes, or if there is none.
    mutating func next() throws(MemoryDecodingError) -> [UInt8]? {
        if start == bytes.count { return nil }
        switch format {
        case .chunks: return take(bytes.count - start)
        case .lines: return try nextLine()
        case .prefixed(let size): return try nextPrefixed(size)
        case .netstrings: return try nextNetstring()
        }
    }

    /// Takes `count` bytes, and drops as many as `dropping` around them.
    private mutating func take(_ count: Int, dropping before: Int = 0, _ after: Int = 0) -> [UInt8] {
        let first = start + before
        defer {
            start = first + count + after
            searched = start
        }
        return Array(bytes[first..<first + count])
    }

    private mutating func nextLine() throws(MemoryDecodingError) -> [UInt8]? {
        let newline = bytes[max(searched, start)...].firstIndex(of: UInt8(ascii: "\n"))
        let length = (newline ?? bytes.count) - start
        guard length <= limit else { throw .invalidField("line", value: length) }
        if newline != nil { return take(length, dropping: 0, 1) }
        searched = bytes.count
        return isAtEnd ? take(length) : nil
    }

    private mutating func nextPrefixed(_ size: Int) throws(MemoryDecodingError) -> [UInt8]? {
        guard bytes.count - start >= size else { return try more() }
        var length = 0
        for byte in bytes[start..<start + size] {
            // Capped, so that no number overflows it.
            length = length > Int.max >> 8 ? Int.max : length << 8 | Int(byte)
        }
        guard length <= limit else { throw .invalidField("length", value: length) }
        guard bytes.count - start - size >= length else { return try more() }
        return take(length, dropping: size)
    }

    private mutating func nextNetstring() throws(MemoryDecodingError) -> [UInt8]? {
        var length = 0
        var index = start
        while true {
            guard index < bytes.count else { return try more() }
            let byte = bytes[index]
            if byte == UInt8(ascii: ":"), index > start { break }
            let hasLeadingZero = index > start && length == 0
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte, !hasLeadingZero else {
                throw .invalidField("length", value: Int(byte))
            }
            let (tenfold, isHuge) = length.multipliedReportingOverflow(by: 10)
            let (sum, isLarger) = tenfold.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
            guard !isHuge, !isLarger, sum <= limit else { throw .invalidField("length", value: length) }
            length = sum
            index += 1
        }
        let head = index + 1 - start
        guard bytes.count - start - head > length else { return try more() }
        let end = bytes[start + head + length]
        guard end == UInt8(ascii: ",") else { throw .invalidField("comma", value: Int(end)) }
        return take(length, dropping: head, 1)
    }

    /// - Throws: If there are no more bytes, since the record is cut off then.
    private func more() throws(MemoryDecodingError) -> [UInt8]? {
        let available = bytes.count - start
        if isAtEnd { throw .truncated(offset: 0, needed: available + 1, available: available) }
        return nil
    }
}

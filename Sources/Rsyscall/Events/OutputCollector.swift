/// Reads a descriptor to its end, from now on, and keeps the bytes.
final class OutputCollector: Sendable {
    private let reading: Task<[UInt8], any Error>

    /// - Parameters:
    ///   - limit: The most bytes to keep.
    ///   - overflowed: Is called once if there are more. They aren't read.
    init(_ source: AsyncFileDescriptor, limit: Int, _ overflowed: @escaping @Sendable () -> Void) {
        reading = Task.detached {
            let (bytes, isWhole) = try await source.readToEnd(limit: limit)
            if !isWhole { overflowed() }
            return bytes
        }
    }

    /// Returns what was read, when the end has come.
    func bytes() async throws -> [UInt8] { try await reading.value }
}

/// Reads a descriptor to its end, from now on, and keeps the bytes.
final class OutputCollector: Sendable {
    private let reading: Task<[UInt8], any Error>

    /// - Parameters:
    ///   - limit: The most bytes to keep.
    ///   - overflowed: Is called once if there are more. They aren't read.
    init(_ source: AsyncFileDescriptor, limit: Int, _ overflowed: @escaping @Sendable () -> Void) {
        reading = Task.detached {
            var bytes = CollectedBytes()
            var isWide = false
            while true {
                if bytes.count >= 1 << 20, !isWide {
                    isWide = true
                    source.widen()
                }
                let count = try await source.read(into: bytes.room())
                if count == 0 { return bytes.array }
                let kept = min(count, limit - bytes.count)
                bytes.add(kept)
                if kept < count {
                    overflowed()
                    return bytes.array
                }
            }
        }
    }

    /// Returns what was read, when the end has come.
    func bytes() async throws -> [UInt8] { try await reading.value }
}

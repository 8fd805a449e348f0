import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct AllocationSizeTests {
    let process = ProcessKind.current

    @Test func `allocate of more elements than can be counted in bytes says so`() async throws {
        let error = AllocationError.tooManyElements(1 << 61, elementByteCount: 8)
        #expect(error.description.contains("2305843009213693952 elements of 8 bytes"))
        for count in [1 << 61, Int.max, Int.min, Int.min + 1] {
            await #expect(throws: AllocationError.tooManyElements(count, elementByteCount: 8)) {
                _ = try await process.allocate([UInt64].self, count: count).size
            }
        }
        await #expect(throws: AllocationError.negativeSize(-8)) {
            _ = try await process.allocate([UInt64].self, count: -1).size
        }
    }
}

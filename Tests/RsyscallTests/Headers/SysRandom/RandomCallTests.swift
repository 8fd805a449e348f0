import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct RandomCallTests {
    let process = ProcessKind.current

    @Test func `getrandom fills a buffer and fails with EINVAL on an unknown flag`() async throws {
        var buffer = try await process.allocate(Bytes.self, count: 32)
        let bytes = try await process.getrandom(into: &buffer)
        #expect(bytes.size == 32)
        #expect(try await process.getrandom(32) != bytes.read().array)
        await expectErrno(EINVAL) { _ = try await process.getrandom(1, GRND(rawValue: 1 << 20)) }
        try buffer.merge(before: bytes)
        await expectErrno(EINVAL) {
            try await process.getrandom(into: &buffer, GRND(rawValue: 1 << 20)).free()
        }
        #expect(buffer.size == 32)
    }
}

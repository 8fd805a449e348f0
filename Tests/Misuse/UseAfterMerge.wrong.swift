// expect: 'right' used after consume
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(Bytes.self, count: 16)
    let parts = try pointer.split(at: 4)
    let left = parts.front
    let right = parts.back
    let whole = try left.merge(right)
    _ = (whole.size, right.size)
}

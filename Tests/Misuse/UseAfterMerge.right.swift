import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(Bytes.self, count: 16)
    let parts = try pointer.split(at: 4)
    let left = parts.front
    let right = parts.back
    let size = right.size
    let whole = try left.merge(right)
    _ = (whole.size, size)
}

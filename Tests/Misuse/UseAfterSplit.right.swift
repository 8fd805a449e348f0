import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(Bytes.self, count: 16)
    let size = pointer.size
    let parts = try pointer.split(at: 4)
    _ = (parts.front.size, size)
}

import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let filled = try await process.pointer(to: Bytes([1]))
    _ = filled.valueByteCount
}

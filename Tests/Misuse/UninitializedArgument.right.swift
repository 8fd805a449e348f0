import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    let buffer = try await process.pointer(to: Bytes([1, 2, 3]))
    _ = try await file.write(buffer)
}

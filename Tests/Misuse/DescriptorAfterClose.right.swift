import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    _ = try await file.fstat()
    try await file.close()
}

// expect: 'file' used after consume
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    try await file.close()
    _ = try await file.fstat()
}

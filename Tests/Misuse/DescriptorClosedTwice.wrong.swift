// expect: 'file' consumed more than once
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    try await file.close()
    try await file.close()
}

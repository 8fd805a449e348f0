import Rsyscall

func program(_ process: LinuxProcess) async throws {
    _ = try await process.memfd_create(CString("name"))
}

import Rsyscall

func program(_ process: LinuxProcess) async throws {
    try await process.prctl_set_name("short")
}

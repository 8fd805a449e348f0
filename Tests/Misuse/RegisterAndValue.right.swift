import Rsyscall

func program(_ process: LinuxProcess) async throws {
    try await process.setrlimit(.nofile, try await process.getrlimit(.nofile))
}

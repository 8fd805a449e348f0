import Rsyscall

func program(_ process: LinuxProcess) async throws {
    try await process.unsafeSyscall(.setrlimit, RLIMIT.nofile, Address(4096))
}

import Rsyscall

func program(_ process: LinuxProcess) async throws {
    try await process.unsafeSyscall(.access, 4096 as UInt, 0)
}

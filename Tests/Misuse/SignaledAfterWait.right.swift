import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let running = try await process.clone().execve("/bin/true", ["true"], [])
    try running.signal(.term)
    _ = try await running.wait()
}

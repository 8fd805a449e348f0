import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let running = try await process.clone().execve("/bin/true", ["true"], [])
    try running.kill(.term)
    _ = try await running.wait()
}

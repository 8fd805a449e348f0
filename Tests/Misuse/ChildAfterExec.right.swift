import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let child = try await process.clone()
    _ = try await child.getpid()
    let running = try await child.execve("/bin/true", ["true"], [])
    _ = try await running.wait()
}

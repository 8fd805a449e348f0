// expect: 'running' used after consume
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let running = try await process.clone().execve("/bin/true", ["true"], [])
    _ = try await running.wait()
    try running.signal(.term)
}

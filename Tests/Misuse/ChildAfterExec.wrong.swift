// expect: 'child' used after consume
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let child = try await process.clone()
    let running = try await child.execve("/bin/true", ["true"], [])
    _ = try await child.getpid()
    _ = try await running.wait()
}

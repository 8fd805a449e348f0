import Rsyscall
import SystemPackage

func program(_ process: LinuxProcess) async throws {
    _ = try await process.stat("/etc/passwd")
    _ = try await process.stat(FilePath("/etc/passwd"))
    _ = try await process.stat(try await process.pointer(to: "/etc/passwd"))
}

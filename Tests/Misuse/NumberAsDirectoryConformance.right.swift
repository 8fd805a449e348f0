import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let directory = try await process.open("/", .directory)
    _ = try await directory.fstatat("file")
}

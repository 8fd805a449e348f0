import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    let child = try await process.clone()
    try await child.fchdir(try await child.inherit(file))
    _ = try await child.exit()
}

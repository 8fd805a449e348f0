import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let limit = try await process.allocate(Rlimit.self)
    try await process.setrlimit(.nofile, try await limit.write(try await process.getrlimit(.nofile)))
}

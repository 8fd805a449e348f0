import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let ends = try await process.pipe2()
    try await ends.write.close()
    try await ends.read.close()
}

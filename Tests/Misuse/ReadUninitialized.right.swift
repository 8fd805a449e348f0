import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(UInt64.self)
    let written = try await pointer.write(7)
    _ = try await written.read()
}

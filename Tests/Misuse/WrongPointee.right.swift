import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    var buffer = try await process.allocate(Bytes.self, count: 16)
    _ = try await file.read(into: &buffer)
}

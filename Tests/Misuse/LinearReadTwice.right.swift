import Rsyscall

func program(_ process: LinuxProcess) async throws {
    var room = try await process.allocate(PipeEnds.self)
    let linear = try await process.pipe2(into: &room)
    _ = try await linear.read()
}

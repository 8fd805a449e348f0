import Rsyscall

func program(_ process: LinuxProcess) async throws {
    var room = try await process.allocate(PipeEnds.self)
    let linear = try await process.pipe2(into: &room)
    let plain: Pointer<PipeEnds> = linear.discardUnread()
    plain.free()
}

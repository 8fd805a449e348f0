import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let linear = try await process.pipe2(into: try await process.allocate(PipeEnds.self))
    let plain: Pointer<PipeEnds> = linear.discardUnread()
    plain.free()
}

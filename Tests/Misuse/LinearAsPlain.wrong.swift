// expect: cannot assign value of type 'LinearPointer<PipeEnds>' .* to type 'ReadablePointer<PipeEnds>'
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    var room = try await process.allocate(PipeEnds.self)
    let linear = try await process.pipe2(into: &room)
    let plain: ReadablePointer<PipeEnds> = linear
    plain.free()
}

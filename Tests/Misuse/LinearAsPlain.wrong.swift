// expect: cannot convert value of type 'LinearPointer<PipeEnds>' to expected argument type 'ReadablePointer<PipeEnds>'|cannot convert value of type 'LinearPointer
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let linear = try await process.pipe2(into: try await process.allocate(PipeEnds.self))
    let plain: ReadablePointer<PipeEnds> = linear
    plain.free()
}

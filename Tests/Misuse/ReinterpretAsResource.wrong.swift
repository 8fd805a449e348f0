// expect: requires that 'PipeEnds' conform to 'PlainBytes'
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(Bytes.self, count: 8)
    _ = pointer.reinterpret(as: PipeEnds.self)
}

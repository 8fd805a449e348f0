// expect: 'pointer' used after consume
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(Bytes.self, count: 16)
    pointer.free()
    _ = pointer.size
}

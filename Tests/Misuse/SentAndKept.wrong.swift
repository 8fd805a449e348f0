// expect: noncopyable 'pointer' cannot be consumed when captured by an escaping closure
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(Bytes.self, count: 16)
    Task { pointer.free() }
    _ = pointer.size
}

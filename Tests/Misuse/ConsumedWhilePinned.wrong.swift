// expect: noncopyable 'pointer' cannot be consumed when captured by an escaping closure
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(Bytes.self, count: 16)
    try await pointer.withPinned(in: process.addressSpace) { address in
        pointer.free()
        _ = address.size
    }
}

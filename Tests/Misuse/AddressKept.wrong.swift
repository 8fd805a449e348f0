// expect: 'address' is borrowed and cannot be consumed
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(Bytes.self, count: 16)
    let kept = try await pointer.withPinned(in: process.addressSpace) { address in
        address
    }
    _ = kept.size
}

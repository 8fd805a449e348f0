import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(Bytes.self, count: 16)
    let size = try await pointer.withPinned(in: process.addressSpace) { address in
        address.size
    }
    _ = size
}

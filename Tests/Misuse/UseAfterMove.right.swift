import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    try await file.ftruncate(4096)
    let pointer = try await file.mmap(length: 4096).pointer()
    let other = try await file.mmap(length: 4096)
    let moved = try pointer.moved(to: other)
    _ = moved.size
}

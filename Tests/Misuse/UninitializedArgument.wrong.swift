// expect: no exact matches in call to instance method 'write'
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    let buffer = try await process.allocate(Bytes.self, count: 16)
    _ = try await file.write(buffer)
}

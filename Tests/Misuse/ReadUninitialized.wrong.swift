// expect: 'read\(\)' is unavailable: nothing has filled this memory yet; pass it to a call that fills it, or write to it
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(UInt64.self)
    _ = try await pointer.read()
}

// expect: value of type 'Pointer<UInt64>' has no member 'read'
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let pointer = try await process.allocate(UInt64.self)
    _ = try await pointer.read()
}

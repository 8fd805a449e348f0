// expect: cannot convert value of type 'TypedPointer<FileStatus, Uninitialized>' to expected argument type 'Pointer<Bytes>'
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    var buffer = try await process.allocate(FileStatus.self)
    _ = try await file.read(into: &buffer)
}

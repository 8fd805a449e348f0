// expect: cannot convert value of type 'FileDescriptorNumber' to expected argument type 'OwnedFileDescriptor'
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    let child = try await process.clone()
    try await child.fchdir(file.number)
    _ = try await child.exit()
}

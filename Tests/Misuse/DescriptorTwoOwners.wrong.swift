// expect: 'file' consumed more than once
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let file = try await process.memfd_create("file")
    let first = Owner(file)
    let second = Owner(file)
    _ = (first.file.number, second.file.number)
}

struct Owner: ~Copyable {
    let file: OwnedFileDescriptor
    init(_ file: consuming OwnedFileDescriptor) { self.file = file }
}

import Rsyscall

struct Kept: ~Copyable {
    let file: Later<OwnedFileDescriptor>
}

func program(_ process: LinuxProcess) async throws {
    var program = process.program()
    let kept = Kept(file: try program.open("/etc/passwd"))
    _ = try program.read(kept.file, upTo: 16)
}

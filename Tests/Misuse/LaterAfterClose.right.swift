import Rsyscall

func program(_ process: LinuxProcess) async throws {
    var program = process.program()
    let file = try program.open("/etc/passwd")
    let bytes = try program.read(file, upTo: 16)
    try program.close(file)
    var results = try await program.run()
    _ = try results.take(bytes)
}

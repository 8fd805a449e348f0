// expect: 'file' used after consume
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    var program = process.program()
    let file = try program.open("/etc/passwd")
    try program.close(file)
    let bytes = try program.read(file, upTo: 16)
    var results = try await program.run()
    _ = try results.take(bytes)
}

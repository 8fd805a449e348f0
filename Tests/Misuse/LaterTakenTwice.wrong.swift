// expect: 'pid' consumed more than once
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    var program = process.program()
    let pid = try program.getpid()
    var results = try await program.run()
    _ = try results.take(pid)
    _ = try results.take(pid)
}

// expect: instance method 'stat' requires that 'Int' conform to 'PathArgument'
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    _ = try await process.stat(0)
}

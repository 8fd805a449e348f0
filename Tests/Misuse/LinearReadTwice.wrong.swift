// expect: 'linear' consumed more than once
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let linear = try await process.pipe2(into: try await process.allocate(PipeEnds.self))
    _ = try await linear.read()
    _ = try await linear.read()
}

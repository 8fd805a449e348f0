// expect: 'setrlimit\(_:_:of:\)' on 'TypedPointer' requires that 'Uninitialized' conform to 'ReadableState'
import Rsyscall

func program(_ process: LinuxProcess) async throws {
    let limit = try await process.allocate(Rlimit.self)
    try await process.setrlimit(.nofile, limit)
}

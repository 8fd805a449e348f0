// expect: type 'Int' cannot be used as a boolean
import Rsyscall

func program(_ socket: borrowing OwnedFileDescriptor) async throws {
    let on = 1
    try await socket.setsockopt(.reuseaddr, on)
}

// expect: 'bind' is unavailable: a port alone is no address; write .inet\(port: 80\)
import Rsyscall

func program(_ socket: borrowing OwnedFileDescriptor) async throws {
    try await socket.bind(80)
}

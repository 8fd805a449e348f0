// expect: 'connect' is unavailable: a string is no address; write .unix\(path:
import Rsyscall

func program(_ socket: borrowing OwnedFileDescriptor) async throws {
    try await socket.connect("/tmp/socket")
}

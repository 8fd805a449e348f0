import Rsyscall

func program(_ socket: borrowing OwnedFileDescriptor) async throws -> SOCK {
    try await socket.setsockopt(.reuseaddr, true)
    try await socket.setsockopt(.rcvbuf, 4096)
    return try await socket.getsockopt(.type)
}

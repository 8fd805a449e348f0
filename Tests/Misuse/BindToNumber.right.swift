import Rsyscall

func program(_ socket: borrowing OwnedFileDescriptor) async throws {
    try await socket.bind(.inet(port: 80))
    try await socket.bind(.unix(path: "/tmp/socket"))
    try await socket.bind(SockaddrIn6(port: 80))
}

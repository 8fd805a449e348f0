import Rsyscall

func program(_ socket: borrowing OwnedFileDescriptor) async throws {
    try await socket.connect(.unix(path: "/tmp/socket"))
    try await socket.connect(.inet(port: 80, addr: .loopback))
}

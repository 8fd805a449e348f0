import Rsyscall

func program(_ socket: borrowing OwnedFileDescriptor) async throws {
    let message = try await socket.recvmsg(upTo: 1)
    print(message.bytes)
    var descriptors = message.takeDescriptors()
    while let descriptor = descriptors.removeFirst() { try await descriptor.close() }
}

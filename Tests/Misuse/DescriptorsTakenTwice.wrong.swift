// expect: 'message' consumed more than once
import Rsyscall

func program(_ socket: borrowing OwnedFileDescriptor) async throws {
    let message = try await socket.recvmsg(upTo: 1)
    let first = message.takeDescriptors()
    let second = message.takeDescriptors()
    print(first.count, second.count)
}

import Foundation
import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct SockaddrVmTests {
    let process = ProcessKind.current

    @Test func `bind and getsockname and getsockopt work with vsock addresses`() async throws {
        let socket: OwnedFileDescriptor
        do {
            socket = try await process.socket(.vsock, .stream)
        } catch let error as SyscallError where error.errno.rawValue == EAFNOSUPPORT {
            return
        }
        try await socket.bind(.vsock(port: SockaddrVm.anyPort))
        let name = try #require(try await socket.getsockname().vsock)
        #expect(name.cid == .any)
        #expect(name.port != SockaddrVm.anyPort)
        try await socket.listen()
        #expect(try await socket.getsockopt(.vm_sockets_buffer_size) > 0)
        try await socket.setsockopt(.vm_sockets_buffer_size, 1 << 17)
        #expect(try await socket.getsockopt(.vm_sockets_buffer_size) == 1 << 17)
    }

    @Test func `a SockaddrVm has the bytes of struct sockaddr_vm`() throws {
        let address = SockaddrVm(port: 0x0102_0304, cid: .host, flags: 1)
        let bytes = try SockaddrStorage(address)
        #expect(bytes.bytes == [40, 0, 0, 0, 4, 3, 2, 1, 2, 0, 0, 0, 1, 0, 0, 0])
        #expect(bytes.vsock == address)
        #expect(
            bytes.description
                == "{sa_family=AF_VSOCK, svm_cid=VMADDR_CID_HOST, svm_port=16909060, svm_flags=1}")
    }
}

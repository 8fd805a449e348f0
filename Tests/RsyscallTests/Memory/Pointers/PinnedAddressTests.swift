import Foundation
import Rsyscall
import Testing

@Suite struct PinnedAddressTests {
    @Test func `a pinned address is in no text`() async throws {
        let local = LinuxProcess.local
        let pointer = try await local.pointer(to: Bytes([1]))
        try await pointer.withPinned(in: local.addressSpace) { address in
            let number = String(address.unsafeAddress.rawValue, radix: 16)
            #expect(!address.traced.contains(number))
            let error = await expectErrno(EBADF) { try await local.unsafeSyscall(.write, -1, address, 1) }
            #expect(error.map { !"\($0)".contains(number) } == true)
        }
    }
}

import Foundation
import Testing

@testable import Rsyscall

@Suite struct OwnedFileDescriptorTests {
    let process = LinuxProcess.local

    @Test func `descriptor of another table throws DescriptorTableMismatch`() async throws {
        let file = try await process.memfd_create("table")
        let other = KernelTask(
            pid: process.task.pid, interface: process.task.interface, addressSpace: AddressSpace(),
            gateway: LocalGateway(), descriptorTable: DescriptorTable(), pidNamespace: PidNamespace(),
            mountNamespace: MountNamespace())
        #expect(throws: DescriptorTableMismatch.self) { try file.number(in: other) }
    }

    @Test func `close fails with EBADF the second time`() async throws {
        // In a table of its own, where nobody else opens the number again.
        let child = try await process.clone()
        let file = try await child.memfd_create("closed")
        let again = OwnedFileDescriptor(adopting: file.number, of: child.task)
        try await file.close()
        await expectErrno(EBADF) { try await child.task.syscall(.close, again.number) }
        do {
            try await again.close()
            Issue.record("closed twice")
        } catch {
            #expect((error as? SyscallError)?.errno == .badFileDescriptor)
        }
    }
}

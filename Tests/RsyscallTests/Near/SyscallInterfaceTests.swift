import Foundation
import Rsyscall
import Testing

@Suite struct SyscallInterfaceTests {
    let process = LinuxProcess.local

    @Test(arguments: [-1, -2, 0xffff_ffff, 0xffff_fffe, .max, 0x7fff_ffff])
    func `syscall with an unknown number fails with ENOSYS`(_ number: Int) async throws {
        for scope in [SyscallScope.process, .thread, .waits] {
            let result = try await process.task.interface.syscall(
                SyscallRequest(number: number, scope: scope))
            #expect(result == -Int(ENOSYS))
        }
        let child = try await process.clone()
        let result = try await child.task.interface.syscall(SyscallRequest(number: number, scope: .process))
        #expect(result == -Int(ENOSYS))
    }
}

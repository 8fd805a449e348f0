@testable import Rsyscall

/// An interface that is never called.
final class NoInterface: SyscallInterface {
    var callsOnCallingThread: Bool { true }
    func syscall(_ request: SyscallRequest) async throws(Hangup) -> Int { throw Hangup() }
    func post(_ request: SyscallRequest) {}
}

import CRsyscall

/// System calls made by whatever thread of our process asks for them.
///
/// It stands for all threads but the home thread and the lanes, which come to have another descriptor table
/// once our process unshares its own: descriptors of the table that stays behind are closed by this.
final class CallingThread: SyscallInterface {
    var callsOnCallingThread: Bool { true }

    func syscall(_ request: SyscallRequest) async throws(Hangup) -> Int { instruction(request) }

    func post(_ request: SyscallRequest) { _ = instruction(request) }

    private func instruction(_ request: SyscallRequest) -> Int {
        let (a, b, c, d, e, f) = request.arguments
        return rsyscall_instruction(request.number, a, b, c, d, e, f)
    }
}

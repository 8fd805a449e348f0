import Testing

@testable import Rsyscall

extension LinuxProcess {
    /// Waits a while until the process has no children, not even zombies.
    ///
    /// - Returns: `false` if some remain.
    func hasNoChildren() async throws -> Bool {
        for _ in 0..<1000 {
            do {
                _ = try await waitid(.all, ProcessID(0), [.exited, .nohang, .nowait, .all])
            } catch let error as SyscallError where error.errno == .noChildProcess {
                return true
            }
            try await Task.sleep(for: .milliseconds(1))
        }
        return false
    }
}

/// The search for a program at several paths, in one trip.
struct ExecutableSearch {
    private let candidates: [CString]
    private let process: LinuxProcess

    init(_ candidates: [CString], by process: LinuxProcess) {
        self.candidates = candidates
        self.process = process
    }

    /// What a file is that the process may execute, or why it may not.
    typealias Found = Result<S_IF, SyscallError>

    /// Returns what is at each path.
    func results() async throws -> [Found] {
        let found = try await results(checkedBy: .faccessat2, .eaccess)
        let isUnknown = found.contains { result in
            guard case .failure(let error) = result else { return false }
            // The answers of kernels that have no such call, and of filters that don't know it.
            return error.errno == .noFunction || error.errno == .notPermitted
        }
        return isUnknown ? try await results(checkedBy: .faccessat, []) : found
    }

    private func results(checkedBy check: SYS, _ flags: AT) async throws -> [Found] {
        var found: [Found] = []
        while found.count < candidates.count {
            let next = candidates[found.count...].prefix(Program.limit / 2)
            var program = process.program()
            program.stopsOnRefusal = false
            for path in next {
                let permission: Later<Int> = try program.record(
                    check, FileDescriptorNumber.workingDirectory, path, OK.x, AccessFlags(flags: flags))
                // Not made for a file that may not be executed.
                let _: Later<FileStatus> = try program.record(
                    .fstatat, FileDescriptorNumber.workingDirectory, path, Output<FileStatus>(), AT(),
                    permission.condition)
            }
            let identity = program.identity
            var results = try await program.run()
            for step in stride(from: 0, to: 2 * next.count, by: 2) {
                if let refusal = results.refusal(of: step) ?? results.refusal(of: step + 1) {
                    found.append(.failure(refusal))
                } else {
                    let status = Later<FileStatus>(step: step + 1, of: identity)
                    found.append(.success(try results.take(status).fileType))
                }
            }
        }
        return found
    }
}

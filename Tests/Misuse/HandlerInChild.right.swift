import Rsyscall

func program(_ child: borrowing ClonedProcess) async throws {
    try await child.sigaction(.usr1, .ignore)
}

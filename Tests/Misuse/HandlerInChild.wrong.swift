// expect: cannot convert value of type 'Sigaction' to expected argument type 'SignalAction'
import Rsyscall

func program(_ child: borrowing ClonedProcess) async throws {
    try await child.sigaction(.usr1, Sigaction(handler: Address(0x4141_4141)))
}

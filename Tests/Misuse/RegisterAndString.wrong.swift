// expect: 'StringArgument' requires the types .* be equivalent
import Rsyscall

struct Number: RegisterArgument, StringArgument {
    typealias Placement = InRegister
    typealias Text = CString
    var register: UInt
    var traced: String { "" }
}

func program(_ process: LinuxProcess) async throws {
    _ = try await process.memfd_create(Number(register: 4096))
}

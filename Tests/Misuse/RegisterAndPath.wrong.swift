// expect: 'PathArgument' requires the types .* be equivalent
import Rsyscall

struct Number: RegisterArgument, PathArgument {
    typealias Placement = InRegister
    typealias Text = CString
    var register: UInt
    var traced: String { "" }
}

func program(_ process: LinuxProcess) async throws {
    _ = try await process.stat(Number(register: 4096))
}

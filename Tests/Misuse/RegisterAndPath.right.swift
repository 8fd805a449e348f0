import Rsyscall

struct Number: RegisterArgument {
    var register: UInt
    var traced: String { "" }
}

func program(_ process: LinuxProcess) async throws {
    try await process.unsafeSyscall(.access, Number(register: 4096), 0)
}

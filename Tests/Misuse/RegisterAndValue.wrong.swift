// expect: 'RegisterArgument' requires the types .* be equivalent
import Rsyscall

struct Number: RegisterArgument, ValueArgument {
    typealias Value = Rlimit
    var register: UInt
    var traced: String { "" }
    func byteCount(for process: LinuxProcess, _ seal: Seal<Number>) -> Int { 0 }
}

func program(_ process: LinuxProcess) async throws {
    try await process.setrlimit(.nofile, Number(register: 4096))
}

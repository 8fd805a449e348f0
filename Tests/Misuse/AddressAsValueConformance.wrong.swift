// expect: 'ValueArgument' requires the types .* be equivalent
import Rsyscall

extension Address: @retroactive ValueArgument {
    /// What the kernel would read.
    public typealias Value = Rlimit
    /// How much of it.
    public func byteCount(for process: LinuxProcess, _ seal: Seal<Address>) -> Int { 0 }
}

func program(_ process: LinuxProcess) async throws {
    try await process.setrlimit(.nofile, Address(4096))
}

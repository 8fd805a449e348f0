// expect: 'PathArgument' requires the types .* be equivalent
import Rsyscall

extension UInt: @retroactive PathArgument {
    /// What the kernel would read.
    public typealias Text = CString
}

func program(_ process: LinuxProcess) async throws {
    _ = try await process.stat(4096 as UInt)
}

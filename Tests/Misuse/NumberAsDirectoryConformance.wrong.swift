// expect: 'PathBase' requires the types .* be equivalent
import Rsyscall

extension FileDescriptorNumber: @retroactive PathBase {
    /// The process that it would be of.
    public var process: LinuxProcess { .local }
}

func program(_ process: LinuxProcess) async throws {
    _ = try await FileDescriptorNumber(3).fstatat("file")
}

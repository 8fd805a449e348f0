/// The program that a process with memory of its own runs: a static executable, built from `Stub`.
enum StubImage {
    static func bytes(for architecture: LinuxHost.Architecture) -> [UInt8] {
        switch architecture {
        case .x86_64: x86_64
        case .aarch64: aarch64
        }
    }
}

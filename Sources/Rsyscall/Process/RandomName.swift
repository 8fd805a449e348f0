import SystemPackage

extension LinuxProcess {
    /// Returns a name that can't be guessed: `prefix` and 32 hexadecimal digits.
    func randomName(_ prefix: String) async throws -> FilePath {
        let digits = try await getrandom(16).flatMap { byte in
            [String(byte >> 4, radix: 16), String(byte & 15, radix: 16)]
        }
        return FilePath(prefix + digits.joined())
    }
}

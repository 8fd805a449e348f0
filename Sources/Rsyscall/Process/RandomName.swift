import SystemPackage

extension FilePath {
    /// Returns a name that can't be guessed: `prefix` and 32 hexadecimal digits.
    static func random(_ prefix: String) -> FilePath {
        var generator = SystemRandomNumberGenerator()
        let digits = (0..<32).map { _ in String(UInt8.random(in: 0..<16, using: &generator), radix: 16) }
        return FilePath(prefix + digits.joined())
    }
}

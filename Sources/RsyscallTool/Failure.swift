import Glibc
import Rsyscall

/// Something that ends the command with one line and a status.
struct Failure: Error {
    var message: String
    let status: Int32
    /// Whether the cause is that we lack privileges.
    let isForPrivileged: Bool

    init(_ message: String, status: Int32 = 1, isForPrivileged: Bool = false) {
        self.message = message
        self.status = status
        self.isForPrivileged = isForPrivileged
    }

    /// A mistake in an option.
    static func mistake(_ message: String) -> Failure { Failure(message, status: 2) }
}

/// Runs one step, and names it in the error if the kernel refuses it.
func step<Outcome: ~Copyable>(
    _ name: String, _ body: () async throws -> Outcome
) async throws -> Outcome {
    do {
        return try await body()
    } catch let error as SyscallError {
        let arguments = error.arguments.joined(separator: ", ")
        throw Failure(
            "\(name): \(error.call)(\(arguments)): \(error.errno) (\(error.errnoName))",
            isForPrivileged: error.errno == .notPermitted)
    } catch let error as Hangup {
        throw Failure("\(name): \(error)")
    }
}

/// Writes one line to standard error, whatever is in it.
func complain(_ line: String) {
    let escaped = line.unicodeScalars.flatMap { scalar in
        scalar.value < 0x20 || scalar.value == 0x7f
            ? Array(scalar.escaped(asASCII: true).utf8) : ArgumentText.bytes(of: scalar)
    }
    var bytes = (escaped + Array("\n".utf8))[...]
    while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        // There is no other place to report it.
        if count <= 0 { return }
        bytes = bytes.dropFirst(count)
    }
}

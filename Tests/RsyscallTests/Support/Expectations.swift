import Rsyscall
import SystemPackage
import Testing

/// Expects the kernel to refuse what `body` does with `errno`.
///
/// - Returns: The error.
@discardableResult
func expectErrno(
    _ errno: CInt, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async -> SyscallError? {
    await expectErrno(errno, (), sourceLocation: sourceLocation) { try await body() }
}

/// Expects the kernel to refuse with `errno` what `body` does with an operand that it consumes.
///
/// - Returns: The error.
@discardableResult
func expectErrno<Operand: ~Copyable>(
    _ errno: CInt, _ operand: consuming Operand, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (consuming Operand) async throws -> Void
) async -> SyscallError? {
    do {
        try await body(operand)
        Issue.record("was not refused", sourceLocation: sourceLocation)
        return nil
    } catch {
        let reason = ExpectedReason.errno(errno)
        #expect(reason.matches(error), "\(reason) was expected: \(error)", sourceLocation: sourceLocation)
        return error as? SyscallError
    }
}

/// Expects `body` to be refused and to give back the operand that it consumes.
///
/// - Returns: The operand.
func expectRefused<Operand: ~Copyable & Sendable, Result: ~Copyable>(
    _ reason: ExpectedReason, _ operand: consuming Operand,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (consuming Operand) async throws -> Result
) async throws -> Operand {
    do {
        _ = try await body(operand)
    } catch {
        return try takeOperand(of: error, reason, sourceLocation)
    }
    throw ExpectationFailed("was not refused", sourceLocation)
}

/// Expects `body` to be refused and to give back both operands that it consumes.
///
/// - Returns: The operands, in the type that the error of the call holds them in.
func expectRefused<
    First: ~Copyable, Second: ~Copyable, Operands: ~Copyable & Sendable, Result: ~Copyable
>(
    _ reason: ExpectedReason, _ first: consuming First, _ second: consuming Second,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (consuming First, consuming Second) async throws -> Result
) async throws -> Operands {
    do {
        _ = try await body(first, second)
    } catch {
        return try takeOperand(of: error, reason, sourceLocation)
    }
    throw ExpectationFailed("was not refused", sourceLocation)
}

private func takeOperand<Operand: ~Copyable & Sendable>(
    of error: any Error, _ reason: ExpectedReason, _ sourceLocation: SourceLocation
) throws -> Operand {
    guard let refused = error as? Refused<Operand> else {
        throw ExpectationFailed("an error without the operand: \(error)", sourceLocation)
    }
    #expect(
        reason.matches(refused.reason), "\(reason) was expected: \(refused.reason)",
        sourceLocation: sourceLocation)
    guard let operand = refused.takeOperand() else {
        throw ExpectationFailed("the operand was lost", sourceLocation)
    }
    if let _ = refused.takeOperand() {
        Issue.record("the operand was given back twice", sourceLocation: sourceLocation)
    }
    return operand
}

/// What a test expects a call to be refused for.
struct ExpectedReason: CustomStringConvertible {
    let description: String
    let matches: (any Error) -> Bool

    /// An error of the kernel.
    static func errno(_ errno: CInt) -> ExpectedReason {
        ExpectedReason(description: "\(Errno(rawValue: errno))") {
            ($0 as? SyscallError)?.errno.rawValue == errno
        }
    }

    /// Exactly this error.
    static func error<E: Error & Equatable>(_ error: E) -> ExpectedReason {
        ExpectedReason(description: "\(error)") { $0 as? E == error }
    }

    /// Any error of a type.
    static func any<E: Error>(_ type: E.Type) -> ExpectedReason {
        ExpectedReason(description: "\(type)") { $0 is E }
    }
}

/// Ends a test that cannot go on, after the failure was recorded.
private struct ExpectationFailed: Error {
    init(_ comment: Comment, _ sourceLocation: SourceLocation) {
        Issue.record(comment, sourceLocation: sourceLocation)
    }
}

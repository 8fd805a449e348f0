/// Runs a consuming operation on `operand`. If it is refused, drops the operand and throws the reason alone.
///
/// ```swift
/// let running = try await droppingRefused(child) { try await $0.exec(command) }
/// ```
///
/// - Throws: The ``Refused/reason`` of a refusal, or any other error of the operation.
public func droppingRefused<Operand: ~Copyable, Outcome: ~Copyable>(
    _ operand: consuming Operand, _ operation: (consuming Operand) async throws -> Outcome
) async throws -> Outcome {
    do {
        return try await operation(operand)
    } catch let refusal as any Refusal {
        throw refusal.reason
    }
}

/// Runs a consuming operation that doesn't wait on `operand`. If it is refused, drops the operand and throws the
/// reason alone.
///
/// - Throws: The ``Refused/reason`` of a refusal, or any other error of the operation.
public func droppingRefused<Operand: ~Copyable, Outcome: ~Copyable>(
    _ operand: consuming Operand, _ operation: (consuming Operand) throws -> Outcome
) throws -> Outcome {
    do {
        return try operation(operand)
    } catch let refusal as any Refusal {
        throw refusal.reason
    }
}

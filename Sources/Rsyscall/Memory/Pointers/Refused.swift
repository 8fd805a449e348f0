import Synchronization

/// The error of a consuming operation that was refused, with the operand that it would have consumed.
///
/// Failure keeps what you had: ``takeOperand()`` hands the operand back as it was. If it isn't taken, it is dropped
/// with the error. To have just the reason thrown, use `droppingRefused(_:_:)`.
public final class Refused<Operand: ~Copyable & Sendable>: Error {
    /// The reason.
    public let reason: any Error

    private let operand: Guarded<Operand?>

    /// Creates the refusal of `operand`.
    public init(_ reason: any Error, operand: consuming sending Operand) {
        self.reason = reason
        self.operand = Guarded(operand)
    }

    /// Returns the operand as it was, or `nil` if it was taken before.
    public func takeOperand() -> Operand? {
        operand.withLock { $0.take() }
    }
}

extension Refused: CustomStringConvertible where Operand: ~Copyable {
    /// The reason.
    public var description: String { "\(reason)" }
}

/// A refusal, whatever its operand.
protocol Refusal: Error {
    var reason: any Error { get }
}

extension Refused: Refusal where Operand: ~Copyable {}

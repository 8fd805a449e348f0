import Synchronization

/// A consuming operation that was not done, with what it would have consumed.
///
/// Failure keeps what you had: ``takeOperand()`` hands the operand back as it was. Where nobody takes
/// it, it is freed with the error.
public final class Refused<Operand: ~Copyable & Sendable>: Error {
    /// Why.
    public let reason: any Error

    private let operand: Guarded<Operand?>

    /// The refusal of `operand`.
    public init(_ reason: any Error, operand: consuming sending Operand) {
        self.reason = reason
        self.operand = Guarded(operand)
    }

    /// What the operation would have consumed, as it was; `nil` once it was taken.
    public func takeOperand() -> Operand? {
        operand.withLock { $0.take() }
    }
}

extension Refused: CustomStringConvertible where Operand: ~Copyable {
    /// The reason.
    public var description: String { "\(reason)" }
}

/// Two values of which either may be noncopyable, for want of a tuple of them.
@frozen
public struct Pair<First: ~Copyable, Second: ~Copyable>: ~Copyable {
    /// The first; of a split, the one at the lower address.
    public var first: First
    /// The second; of a split, the one at the higher address.
    public var second: Second

    /// These two.
    @inlinable
    public init(_ first: consuming First, _ second: consuming Second) {
        self.first = first
        self.second = second
    }
}

extension Pair: Copyable where First: Copyable, Second: Copyable {}
extension Pair: Sendable where First: Sendable & ~Copyable, Second: Sendable & ~Copyable {}

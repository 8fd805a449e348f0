import Synchronization

/// A value that one task leaves for another, which takes it once.
///
/// A closure that escapes, such as that of a `Task`, can't consume a handle that it captures. It can capture a
/// handover, which is copyable, and take the handle out of that:
///
/// ```swift
/// let handover = Handover(running)
/// let end = Task { try await handover.take().wait() }
/// ```
///
/// A value that isn't taken is dropped with the last copy of the handover. Handovers can also be the elements of an
/// array or a dictionary.
public final class Handover<Value: ~Copyable & Sendable>: Sendable {
    private let value: Guarded<Value?>

    /// Leaves `value` to be taken.
    public init(_ value: consuming sending Value) {
        self.value = Guarded(value)
    }

    /// Takes the value.
    ///
    /// - Throws: ``AlreadyTaken`` if it was taken before.
    public func take() throws(AlreadyTaken) -> Value {
        guard let value = value.withLock({ $0.take() }) else {
            throw AlreadyTaken("the value was taken out of its handover before")
        }
        return value
    }
}

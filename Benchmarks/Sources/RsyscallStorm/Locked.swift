import Foundation

/// A value behind a lock that ThreadSanitizer knows, unlike that of the standard library.
final class Locked<Value>: @unchecked Sendable {
    // Sound because the value is only reached while the lock is held.
    private let lock = NSLock()
    private var value: Value

    init(_ value: sending Value) { self.value = value }

    func callAsFunction<Result>(_ body: (inout Value) -> Result) -> Result {
        lock.withLock { body(&value) }
    }
}

/// Proof that the library is the caller, which keeps types elsewhere from conforming to a protocol.
///
/// Only the library makes seals, so only it can call a requirement that takes a `Seal<Self>`. A conformance elsewhere
/// receives one for its own type, and can't pass it on to another type's requirement.
public struct Seal<Subject: ~Copyable>: Sendable {
    @inlinable
    init() {}
}

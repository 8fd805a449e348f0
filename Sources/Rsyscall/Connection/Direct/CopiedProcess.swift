import CRsyscall
import Glibc

/// A copy of our process that C's `fork` made, without the library.
///
/// It has one thread, and none of ours. A call that it made through the library would wait forever, or be made by the
/// original's child, so every call throws ``Hangup`` there.
@usableFromInline
enum CopiedProcess {
    /// Makes copies that are made from now on recognizable. Further calls do nothing.
    static func watch() { _ = watching }

    // Registered once, since nothing takes a handler back.
    private static let watching: Void = {
        _ = pthread_atfork(nil, nil, rsyscall_become_copy)
    }()

    /// Whether this process is such a copy.
    @inlinable
    @inline(__always)
    static var isThis: Bool { rsyscall_is_copy() }

    /// - Throws: ``Hangup`` if this process is such a copy.
    @inlinable
    @inline(__always)
    static func check() throws(Hangup) {
        if isThis { throw Hangup() }
    }
}

public import SystemPackage

/// A path together with the mount namespace that it belongs to.
///
/// A `FilePath` alone may name another file for a process in another namespace. A `NamespacePath` is for programs that
/// keep paths of several.
public struct NamespacePath: Sendable {
    /// The path as it is written.
    public let path: FilePath
    /// The namespace that it belongs to.
    public let namespace: MountNamespace

    /// Returns the path for a call by `process`, whose root directory may still differ.
    ///
    /// - Throws: ``Mismatch`` if `process` is in another namespace.
    public func path(
        in process: borrowing some SystemCalling & ~Copyable
    ) throws(Mismatch) -> FilePath {
        let used = process.process.mountNamespace
        guard used === namespace else { throw Mismatch(.mountNamespace, process: used, handle: namespace) }
        return path
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Returns a path of the mount namespace that this process is in now.
    public func path(_ path: FilePath) -> NamespacePath {
        NamespacePath(path: path, namespace: process.mountNamespace)
    }
}

extension NamespacePath: CustomStringConvertible {
    /// The path.
    public var description: String { path.description }
}

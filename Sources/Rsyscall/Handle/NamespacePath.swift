public import SystemPackage

/// A path together with the mount namespace that it leads through.
///
/// A `FilePath` alone means another file to a process in another namespace. This one is for a program that
/// keeps paths of several.
public struct NamespacePath: Sendable {
    /// The path as it is written.
    public let path: FilePath
    /// The namespace that it is of.
    public let namespace: MountNamespace

    /// The path, for a call by `process`, whose root may still be another.
    ///
    /// - Throws: ``MountNamespaceMismatch`` where `process` is in another namespace.
    public func path(
        in process: borrowing some SystemCalling & ~Copyable
    ) throws(MountNamespaceMismatch) -> FilePath {
        let used = process.task.mountNamespace
        guard used === namespace else { throw MountNamespaceMismatch(task: used, path: namespace) }
        return path
    }
}

extension SystemCalling where Self: ~Copyable {
    /// A path of the mount namespace that this process is in now.
    public func path(_ path: FilePath) -> NamespacePath {
        NamespacePath(path: path, namespace: task.mountNamespace)
    }
}

extension NamespacePath: CustomStringConvertible {
    /// The path.
    public var description: String { path.description }
}

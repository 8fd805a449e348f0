/// The error of a handle that was used through a process in another namespace. No system call was made.
public struct Mismatch: Error, CustomStringConvertible {
    /// The kind of namespace that a handle belongs to.
    public enum Kind: String, Sendable {
        /// An address space: the handle is a pointer.
        case addressSpace = "address space"
        /// A descriptor table: the handle is a descriptor.
        case descriptorTable = "descriptor table"
        /// A pid namespace: the handle is a process.
        case pidNamespace = "pid namespace"
        /// A mount namespace: the handle is a path.
        case mountNamespace = "mount namespace"
        /// A working directory, which only the process itself can use.
        case workingDirectory = "working directory"
        /// A program: the handle is the result of a recorded call.
        case program = "program"
    }

    /// The kind of namespace that differs.
    public let kind: Kind
    /// The namespace that the process is in, compared by identity.
    public let process: any AnyObject & Sendable
    /// The namespace that the handle belongs to, compared by identity.
    public let handle: any AnyObject & Sendable

    @usableFromInline
    init(_ kind: Kind, process: any AnyObject & Sendable, handle: any AnyObject & Sendable) {
        self.kind = kind
        self.process = process
        self.handle = handle
    }

    /// The two namespaces, by their identities.
    public var description: String {
        "a handle of \(kind.rawValue) \(Self.name(handle)) was used by a process of \(Self.name(process))"
    }

    private static func name(_ identity: any AnyObject & Sendable) -> String {
        String(UInt(bitPattern: ObjectIdentifier(identity).hashValue), radix: 16)
    }
}

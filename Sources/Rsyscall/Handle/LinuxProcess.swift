import Logging
import Synchronization

/// A process: every system call is a method on it, on one of its descriptors, or on a piece of its memory.
///
/// It may be our own process, ``local``, or a child made with ``SystemCalling/clone(_:descriptors:users:setTid:)``.
/// A function that takes a `LinuxProcess` works with every process.
public final class LinuxProcess: Sendable {
    /// The process's number in the pid namespace of its maker.
    public let pid: ProcessID
    /// The space that its pointers point into.
    public let addressSpace: AddressSpace
    /// The kernel that it runs on.
    public let host: LinuxHost
    /// The log that receives a line for each system call.
    public let tracer: Tracer
    /// A function that receives a message if something was lost and no call could throw an error.
    public let diagnostics: @Sendable (String) -> Void

    @usableFromInline let connection: any ProcessConnection
    @usableFromInline let isThisProcess: Bool
    @usableFromInline let allocator: MemoryAllocator
    /// Where its children come from; `nil` if it can't have any that we could reach.
    let nursery: Nursery?
    /// Its life, if it is not our own process.
    let life: (any ChildLife)?
    /// Our process on the host, unless it is this one.
    private let adopter: LinuxProcess?

    init(
        pid: ProcessID, connection: any ProcessConnection, host: LinuxHost, allocator: MemoryAllocator,
        nursery: Nursery?, tracer: Tracer = Tracer(), diagnostics: (@Sendable (String) -> Void)? = nil,
        life: (any ChildLife)? = nil, adopter: LinuxProcess? = nil
    ) {
        self.pid = pid
        self.connection = connection
        self.isThisProcess = connection.isThisProcess
        self.host = host
        self.addressSpace = allocator.space
        self.allocator = allocator
        self.nursery = nursery
        self.tracer = tracer
        self.diagnostics = diagnostics ?? { message in Logger(label: "rsyscall").error("\(message)") }
        self.life = life
        self.adopter = adopter
        allocator.members.join(connection)
    }

    /// The table that its descriptor numbers belong to now.
    public var descriptorTable: DescriptorTable { connection.namespaces.descriptorTable }

    /// The namespace that the process numbers in its calls belong to.
    public var pidNamespace: PidNamespace { connection.namespaces.pids }

    /// The namespace that its next children will be in.
    public var pidNamespaceForChildren: PidNamespace { connection.namespaces.pidsForChildren }

    /// The namespace that its paths belong to now.
    public var mountNamespace: MountNamespace { connection.namespaces.mounts }

    /// Our process on the host, the ancestor of the others.
    var ours: LinuxProcess { adopter ?? self }
}

extension LinuxProcess: ResourceOwner {
    /// Passes the message to ``diagnostics``.
    public func reportLoss(_ message: String) {
        diagnostics(message)
    }
}

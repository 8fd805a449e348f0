import CRsyscall
import Logging
import Synchronization

/// A process as the kernel sees it: what makes system calls, and the namespaces its numbers are of.
///
/// It is named after the kernel's `struct task_struct`. ``LinuxProcess`` is the friendlier object.
public final class KernelTask: Sendable {
    /// The process's number, as whoever made it counts.
    public let pid: ProcessID
    /// How the process is reached.
    public let interface: any SyscallInterface
    /// The space its pointers point into.
    public let addressSpace: AddressSpace
    /// Where a line for each system call goes.
    public let tracer: Tracer
    /// Told what was lost and cannot be thrown.
    public let diagnostics: @Sendable (String) -> Void

    @usableFromInline let allocator: MemoryAllocator
    private let namespaces: Guarded<Namespaces>

    private struct Namespaces {
        var descriptorTable: DescriptorTable
        let pidNamespace: PidNamespace
        var pidNamespaceForChildren: PidNamespace
        var mountNamespace: MountNamespace
    }

    /// The task of a process that `interface` reaches.
    ///
    /// - Parameters:
    ///   - pid: Its number.
    ///   - interface: How its system calls are made.
    ///   - addressSpace: The identity of its memory.
    ///   - gateway: How bytes get into and out of its memory.
    ///   - descriptorTable: The identity of its descriptor table.
    ///   - pidNamespace: The identity of its pid namespace.
    ///   - mountNamespace: The identity of its mount namespace.
    ///   - pageSize: The size in bytes of its pages.
    ///   - tracer: Where a line for each call goes.
    ///   - diagnostics: Told what was lost; logs an error unless given.
    public convenience init(
        pid: ProcessID, interface: any SyscallInterface, addressSpace: AddressSpace,
        gateway: any MemoryGateway, descriptorTable: DescriptorTable, pidNamespace: PidNamespace,
        mountNamespace: MountNamespace, pageSize: Int = 4096, tracer: Tracer = Tracer(),
        diagnostics: (@Sendable (String) -> Void)? = nil
    ) {
        self.init(
            pid: pid, interface: interface,
            allocator: MemoryAllocator(
                space: addressSpace, gateway: gateway, interface: interface, pageSize: pageSize),
            descriptorTable: descriptorTable, pidNamespace: pidNamespace, mountNamespace: mountNamespace,
            tracer: tracer, diagnostics: diagnostics)
    }

    init(
        pid: ProcessID, interface: any SyscallInterface, allocator: MemoryAllocator,
        descriptorTable: DescriptorTable, pidNamespace: PidNamespace, mountNamespace: MountNamespace,
        tracer: Tracer, diagnostics: (@Sendable (String) -> Void)?
    ) {
        self.pid = pid
        self.interface = interface
        self.addressSpace = allocator.space
        self.allocator = allocator
        self.tracer = tracer
        self.diagnostics =
            diagnostics ?? { message in Logger(label: "rsyscall").error("\(message)") }
        namespaces = Guarded(
            Namespaces(
                descriptorTable: descriptorTable, pidNamespace: pidNamespace,
                pidNamespaceForChildren: pidNamespace, mountNamespace: mountNamespace))
        descriptorTable.join(interface)
    }

    /// The table its descriptor numbers are of now.
    public var descriptorTable: DescriptorTable { namespaces.withLock { $0.descriptorTable } }

    /// The namespace that the process numbers it uses are of.
    public var pidNamespace: PidNamespace { namespaces.withLock { $0.pidNamespace } }

    /// The namespace that its children will be in, as things are now.
    public var pidNamespaceForChildren: PidNamespace {
        namespaces.withLock { $0.pidNamespaceForChildren }
    }

    /// The namespace its paths are of now.
    public var mountNamespace: MountNamespace { namespaces.withLock { $0.mountNamespace } }

    func enter(_ table: DescriptorTable) {
        table.join(interface)
        namespaces.withLock { namespaces in
            namespaces.descriptorTable.leave(interface)
            namespaces.descriptorTable = table
        }
    }

    func setPidNamespaceForChildren(_ pids: PidNamespace) {
        namespaces.withLock { $0.pidNamespaceForChildren = pids }
    }

    func enter(_ mounts: MountNamespace) {
        namespaces.withLock { $0.mountNamespace = mounts }
    }
}

extension KernelTask: ResourceOwner {
    /// Passes the message to ``diagnostics``.
    public func reportLoss(_ message: String) {
        diagnostics(message)
    }
}

extension KernelTask {
    /// Memory for `count` bytes, or for `count` elements of one byte.
    ///
    /// - Throws: ``AllocationError``, or ``Hangup``.
    public func allocate(_ type: Bytes.Type, count: Int) async throws -> Pointer<Bytes> {
        Pointer(try await allocator.allocate(size: count, alignment: 16))
    }

    /// Memory for one `T`.
    ///
    /// - Throws: ``AllocationError``, or ``Hangup``.
    @inlinable
    public func allocate<T: FixedSize & ~Copyable>(_ type: T.Type) async throws -> Pointer<T> {
        Pointer(try await allocator.allocate(size: T.byteCount, alignment: T.alignment))
    }

    /// Memory for `count` elements one after another.
    ///
    /// - Throws: ``AllocationError``, or ``Hangup``.
    public func allocate<T: FixedSize>(_ type: [T].Type, count: Int) async throws -> Pointer<[T]> {
        let (size, overflow) = T.byteCount.multipliedReportingOverflow(by: count)
        guard !overflow else { throw AllocationError.tooLarge(size: count, alignment: T.alignment) }
        return Pointer(try await allocator.allocate(size: size, alignment: T.alignment))
    }

    /// `size` bytes of memory at a multiple of `alignment`, for a `T` of any size.
    ///
    /// - Throws: ``AllocationError``, or ``Hangup``.
    public func allocate<T: ~Copyable>(
        _ type: T.Type, size: Int, alignment: Int = 16
    ) async throws -> Pointer<T> {
        Pointer(try await allocator.allocate(size: size, alignment: alignment))
    }

    /// Memory with `value` in it.
    ///
    /// - Throws: ``AllocationError``, ``MemoryEncodingError``, or ``Hangup``.
    public func pointer<T: MemoryWritable & ~Copyable & Sendable>(
        to value: consuming T
    ) async throws -> WrittenPointer<T> {
        let count = try value.encodedByteCount(for: addressSpace)
        let memory = try await allocator.allocate(size: count, alignment: 16)
        _ = try await memory.store(value)
        return WrittenPointer(memory, count: count, value: value)
    }
}

import Glibc
import SystemPackage

extension LinuxProcess {
    /// Our own process, with all of its threads.
    ///
    /// The threads that it needs start with the first call that needs them: one that makes children, one for each slow
    /// call that is under way, one that resumes the callers of slow calls, and one that watches children. If the system
    /// has no more threads, such a call is refused with `EAGAIN`.
    ///
    /// A call that Linux applies to one thread, such as ``SystemCalling/unshare(_:descriptors:)``, throws
    /// ``Unsupported``: make it in a child, which has one thread. Calls that set users and groups are applied to all
    /// threads, as libc does.
    public static let local = makeLocal()

    private static func makeLocal() -> LinuxProcess {
        let namespaces = ProcessNamespaces(
            descriptorTable: DescriptorTable(), pids: PidNamespace(), mounts: MountNamespace())
        let connection = DirectConnection(namespaces)
        let host = LinuxHost(local: connection)
        let tracer = Tracer()
        if let path = Glibc.getenv("RSYSCALL_TRACE") {
            tracer.write(to: TraceFile(FilePath(platformString: path))?.append)
        }
        return LinuxProcess(
            pid: ProcessID(Glibc.getpid()), connection: connection, host: host,
            allocator: MemoryAllocator(
                space: AddressSpace(), connection: connection, pageSize: host.pageSize),
            nursery: .shared(host.nursery), tracer: tracer)
    }
}

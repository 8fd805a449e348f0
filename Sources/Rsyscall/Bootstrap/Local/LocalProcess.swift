import Glibc
import SystemPackage

extension LinuxProcess {
    /// Our own process.
    ///
    /// The first use starts the threads that it needs: one that makes the calls which act on a thread, and one that
    /// waits for slow calls.
    ///
    /// A call that Linux applies to one thread, such as ``SystemCalling/setuid(_:)``, is made by the former, which from
    /// then on makes all calls. The other threads of the process are not changed. To change a process as a whole, use a
    /// child, which has one thread.
    public static let local = makeLocal()

    private static func makeLocal() -> LinuxProcess {
        let table = DescriptorTable()
        let connection: DirectConnection
        let host: LinuxHost
        do {
            connection = try DirectConnection()
            host = try LinuxHost(local: connection, threadsTable: table)
        } catch {
            // Without these threads there is no local process to speak of, and no caller to throw to.
            fatalError("the local process: \(error)")
        }
        let tracer = Tracer()
        if let path = Glibc.getenv("RSYSCALL_TRACE") {
            tracer.write(to: TraceFile(FilePath(platformString: path))?.append)
        }
        table.join(OtherThreads.shared)
        return LinuxProcess(
            pid: ProcessID(Glibc.getpid()), connection: connection, host: host,
            allocator: MemoryAllocator(
                space: AddressSpace(), connection: connection, pageSize: host.pageSize),
            descriptorTable: table, pidNamespace: PidNamespace(), mountNamespace: MountNamespace(),
            tracer: tracer)
    }

    /// Makes a call on this thread, whose result is a descriptor in the table of all threads but the home thread.
    func descriptorOfThreads(_ call: SYS, _ first: UInt, _ second: UInt = 0) throws -> FileDescriptorNumber {
        let result = Step(call, (first, second, 0, 0, 0, 0)).made()
        guard !SyscallResult.isRefusal(result) else { throw refusal(of: call, [], result: result) }
        return FileDescriptorNumber(CInt(result))
    }
}

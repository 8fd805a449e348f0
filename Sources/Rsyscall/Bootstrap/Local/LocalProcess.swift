import CRsyscall
import Glibc
import Synchronization
import SystemPackage

extension LinuxProcess {
    /// Our own process.
    ///
    /// The first use starts the threads it needs: one that calls are made on that act on a thread, and
    /// one that waits for slow calls.
    public static let local: LinuxProcess = LocalProcess.shared.process
}

/// What there is once in our process: the threads and identities behind ``LinuxProcess/local``.
final class LocalProcess: Sendable {
    static let shared = LocalProcess()

    let interface: DirectInterface
    let process: LinuxProcess
    let monitor: ReadinessMonitor
    /// The table of all our threads but the home thread, which may come to have another.
    let threadsTable = DescriptorTable()
    private let callingThread = CallingThread()

    var task: KernelTask { process.task }

    private init() {
        do {
            interface = try DirectInterface()
            monitor = try ReadinessMonitor()
        } catch {
            // Without these threads there is no local process to speak of, and no caller to tell.
            fatalError("the local process: \(error)")
        }
        let tracer = Tracer()
        if let path = Glibc.getenv("RSYSCALL_TRACE") {
            tracer.write(to: TraceFile(FilePath(platformString: path))?.append)
        }
        let task = KernelTask(
            pid: ProcessID(Glibc.getpid()), interface: interface,
            allocator: MemoryAllocator(
                space: AddressSpace(), gateway: LocalGateway(), interface: interface,
                pageSize: sysconf(Int32(_SC_PAGESIZE))),
            descriptorTable: threadsTable, pidNamespace: PidNamespace(),
            mountNamespace: MountNamespace(), tracer: tracer, diagnostics: nil)
        process = LinuxProcess(task)
        threadsTable.join(callingThread)
    }
}

extension LocalProcess {
    /// What a call gives that makes a pidfd in the table of our threads.
    func pidfd(
        _ name: String, _ call: Int, _ first: UInt, _ second: UInt = 0
    ) throws -> FileDescriptorNumber {
        let result = rsyscall_instruction(call, first, second, 0, 0, 0, 0)
        guard result >= 0 else {
            throw SyscallError(errno: Errno(rawValue: CInt(-result)), call: name, process: task.pid)
        }
        return FileDescriptorNumber(CInt(result))
    }
}

/// The file that `RSYSCALL_TRACE` names.
private final class TraceFile: Sendable {
    private let descriptor: FileDescriptor

    /// Opens the file to append to it, or gives `nil` after a word on standard error.
    init?(_ path: FilePath) {
        do {
            // Not through our own calls, which would trace themselves.
            descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.append, .create], permissions: [.ownerReadWrite])
            _ = fcntl(descriptor.rawValue, F_SETFD, FD_CLOEXEC)
        } catch {
            _ = try? FileDescriptor.standardError.writeAll("RSYSCALL_TRACE: \(path): \(error)\n".utf8)
            return nil
        }
    }

    @Sendable
    func append(_ line: String) {
        _ = try? descriptor.writeAll((line + "\n").utf8)
    }
}

import Glibc

/// A kernel, with what exists once for it, such as the event loop.
public final class LinuxHost: Sendable {
    /// The kind of processor that the host has.
    public enum Architecture: String, Sendable {
        /// `x86_64`, also called amd64.
        case x86_64
        /// `aarch64`, also called arm64.
        case aarch64
    }

    /// The architecture, which decides the numbers of calls and the layouts of structs.
    public let architecture: Architecture
    /// The kernel's release, such as `6.1.0-28-amd64`.
    public let kernelRelease: String
    /// The size of a page in bytes.
    public let pageSize: Int

    /// Waits for descriptors, such as the pidfds of children.
    let loop: EventLoop
    /// Waits for signals of our own process.
    let signals: CaughtSignals
    /// Where children that share our memory come from.
    let nursery: LocalNursery

    /// The open file of the program that processes with memory of their own run, once there was one.
    let stub = Guarded<FileDescriptorNumber?>(nil)

    /// Our own process, if this is another host than its.
    let origin: LinuxProcess?

    /// Creates another host, which `origin` reaches, and whose loop waits for it.
    init(_ architecture: Architecture, release: String, pageSize: Int, from origin: LinuxProcess) {
        self.origin = origin
        let ours = origin.host
        self.architecture = architecture
        kernelRelease = release
        self.pageSize = pageSize
        loop = ours.loop
        signals = ours.signals
        nursery = ours.nursery
    }

    /// Creates the host that we run on.
    init(local connection: DirectConnection) {
        origin = nil
        #if arch(x86_64)
            architecture = .x86_64
        #elseif arch(arm64)
            architecture = .aarch64
        #endif
        var names = utsname()
        uname(&names)
        kernelRelease = withUnsafeBytes(of: &names.release) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        pageSize = sysconf(Int32(_SC_PAGESIZE))
        loop = EventLoop(connection.namespaces.descriptorTable)
        signals = CaughtSignals(loop)
        nursery = LocalNursery(connection.doorbell, life: connection.life, pageSize: pageSize)
    }
}

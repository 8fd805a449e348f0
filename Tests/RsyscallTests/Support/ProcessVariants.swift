@testable import Rsyscall

extension LinuxProcess {
    /// The same process, but for what is given.
    func with(
        connection: (any ProcessConnection)? = nil, allocator: MemoryAllocator? = nil,
        tracer: Tracer? = nil, nursery: Nursery? = nil,
        diagnostics: (@Sendable (String) -> Void)? = nil
    ) -> LinuxProcess {
        LinuxProcess(
            pid: pid, connection: connection ?? self.connection, host: host,
            allocator: allocator ?? self.allocator,
            nursery: nursery ?? (connection == nil ? self.nursery : nil),
            tracer: tracer ?? self.tracer,
            diagnostics: diagnostics ?? self.diagnostics, life: life, adopter: ours === self ? nil : ours)
    }

    /// An allocator of its memory that has mapped nothing yet.
    func freshAllocator(_ connection: (any ProcessConnection)? = nil) -> MemoryAllocator {
        MemoryAllocator(
            space: addressSpace, connection: connection ?? self.connection, pageSize: host.pageSize)
    }

    /// The process as if it were elsewhere, and the connection that counts its trips.
    func elsewhere() -> (LinuxProcess, CountingConnection) {
        let counting = CountingConnection(connection)
        let allocator = MemoryAllocator(
            space: AddressSpace(), connection: counting, pageSize: host.pageSize)
        return (with(connection: counting, allocator: allocator), counting)
    }
}

extension LinuxProcess {
    /// The space that it shares with us, if it has memory of its own.
    var spaceMemory: SpaceMemory? {
        guard case .shared(let nursery) = nursery else { return nil }
        return nursery as? SpaceMemory
    }
}

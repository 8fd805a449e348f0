import Foundation
import Testing

@testable import Rsyscall

@Suite struct LinearPointerTests {
    let process = LinuxProcess.local

    @Test func `LinearPointer that is dropped unread is reported with its place`() async throws {
        let reports = Reports()
        let task = process.task
        let observed = KernelTask(
            pid: task.pid, interface: task.interface, allocator: task.allocator,
            descriptorTable: task.descriptorTable, pidNamespace: task.pidNamespace,
            mountNamespace: task.mountNamespace, tracer: Tracer(), diagnostics: { reports.add($0) })
        let linear = try await observed.pipe2(into: try await observed.allocate(PipeEnds.self))
        // The bytes are read behind the pointer's back, so that the descriptors are not lost for good.
        let numbers = try await linear.withPinned(in: task.addressSpace) { address in
            let bytes = address.unsafeAddress.local(8)
            return (bytes.load(as: CInt.self), bytes.load(fromByteOffset: 4, as: CInt.self))
        }
        _ = consume linear
        close(numbers.0)
        close(numbers.1)
        #expect(reports.all.count == 1)
        #expect(reports.all.first?.contains("LinearPointerTests.swift") == true)
    }
}

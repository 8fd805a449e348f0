import Foundation
import Testing

@testable import Rsyscall

@Suite struct LinearPointerTests {
    let process = LinuxProcess.local

    @Test func `LinearPointer that is dropped unread is reported with its place`() async throws {
        let reports = Reports()
        let observed = process.with(diagnostics: { reports.add($0) })
        var room = try await observed.allocate(PipeEnds.self)
        let linear = try await observed.pipe2(into: &room)
        // The bytes are read behind the pointer's back, so that the descriptors are not lost for good.
        let numbers = try await linear.withPinned(in: process.addressSpace) { address in
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

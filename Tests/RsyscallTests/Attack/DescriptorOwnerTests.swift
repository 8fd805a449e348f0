import Foundation
import Testing

@testable import Rsyscall

/// Second owners, and numbers that the library needs for itself.
@Suite(.timeLimit(.minutes(5))) struct DescriptorOwnerTests {
    let process = LinuxProcess.local

    @Test func `adopting an owned number throws Unsupported and closes nothing`() async throws {
        let file = try await process.memfd_create("owned")
        #expect(throws: Unsupported.self) { _ = try OwnedFileDescriptor(adopting: file.number, of: process) }
        let owner = DescriptorOwner(process: process, table: process.descriptorTable)
        let free = try await process.memfd_create("free").releaseNumber()
        for pair in [[free, file.number], [file.number, free]] {
            let bytes = pair.map(\.rawValue)
            #expect(throws: Unsupported.self) {
                _ = try PipeEnds(decoding: bytes.span.bytes, owner: owner)
            }
        }
        // Refused, it owns the other number as little.
        try await OwnedFileDescriptor(adopting: free, of: process).close()
        #expect(try await file.fstat().size == 0)
        try await file.close()
    }

    @Test func `adopting a negative number throws Unsupported`() {
        for number in [-1, CInt.min] {
            #expect(throws: Unsupported.self) {
                _ = try OwnedFileDescriptor(adopting: FileDescriptorNumber(number), of: process)
            }
        }
    }

    @Test func `close_range and dup3 refuse owned numbers and those of the library`() async throws {
        let file = try await process.memfd_create("owned")
        let child = try await process.clone()
        let pidfd = child.record.pidfd
        for number in [file.number, pidfd] {
            await #expect(throws: Unsupported.self) { try await process.close_range(number, number) }
            await #expect(throws: Unsupported.self) { try await process.close_range(.afterStandardStreams) }
            let other = try await process.memfd_create("other")
            await #expect(throws: Unsupported.self) { try await other.dup3(ontoUnowned: number) }
            #expect(throws: Unsupported.self) { _ = try OwnedFileDescriptor(adopting: number, of: process) }
        }
        #expect(try await child.exit(2) == .exited(status: 2))
        #expect(try await file.fstat().size == 0)
    }

    @Test func `signaler that outlives its child closes no other's descriptor`() async throws {
        let child = try await process.clone()
        let signaler = child.signaler
        #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        await expectErrno(ESRCH) { try signaler.signal(.kill) }
        var files: [HeldDescriptor] = []
        for index in 0..<8 { files.append(HeldDescriptor(try await process.memfd_create("victim.\(index)"))) }
        _ = consume signaler
        for (index, file) in files.enumerated() {
            #expect(file.isOpen(in: getpid(), as: "victim.\(index)"))
        }
    }

    @Test func `read of a pipe that was put onto a memory file's number waits in no thread of Swift's`()
        async throws
    {
        var readers: [HeldDescriptor] = []
        var writers: [HeldDescriptor] = []
        for _ in 0..<8 {
            let file = try await process.memfd_create("before")
            let pipe = try await process.pipe2()
            let reader = pipe.read
            await #expect(throws: Unsupported.self) { try await reader.dup3(ontoUnowned: file.number) }
            readers.append(HeldDescriptor(try await reader.dup3(onto: file)))
            writers.append(HeldDescriptor(pipe.write))
        }
        // More than there are threads for tasks, none of which could write if all waited.
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for reader in readers { group.addTask { try await reader.descriptor.read(upTo: 1) } }
            for writer in writers { try await writer.descriptor.write([7]) }
            for try await bytes in group { #expect(bytes == [7]) }
        }
    }
}

import Foundation
import Rsyscall
import Testing

/// What is waited for, whichever process has the descriptor.
@Suite(.everyKindOfProcess) struct ReadinessTests {
    let process = ProcessKind.current

    /// The two ends of a pipe, to wait on.
    private func pipe() async throws -> (read: AsyncFileDescriptor, write: AsyncFileDescriptor) {
        let pipe = try await process.pipe2()
        return (try await AsyncFileDescriptor(pipe.read), try await AsyncFileDescriptor(pipe.write))
    }

    /// Has a task wait for the bytes that are written to a pipe.
    private func sendThroughPipe(_ text: String) async throws {
        let pipe = try await pipe()
        let reading = Task { try await pipe.read.read(upTo: 100) }
        await Task.yield()
        try await pipe.write.write(text.utf8)
        #expect(try await reading.value == Array(text.utf8))
    }

    @Test func `read of a pipe waits beside those of five others`() async throws {
        try await sendThroughPipe("alone")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1..<6 { group.addTask { try await sendThroughPipe("hello \(number)") } }
            try await group.waitForAll()
        }
    }

    @Test func `bytes that come between EAGAIN and the wait are read`() async throws {
        let pipe = try await pipe()
        for round in UInt8(0)..<20 {
            var isWritten = false
            let read = try await pipe.read.whenReadable { descriptor in
                do {
                    return try await descriptor.read(upTo: 10)
                } catch let error as SyscallError where error.errno == .EAGAIN && !isWritten {
                    isWritten = true
                    try await pipe.write.write([round])
                    // By whose end the loop has told of this pipe too, most likely.
                    try await sendThroughPipe("meanwhile")
                    throw error
                }
            }
            #expect(isWritten)
            #expect(read == [round])
        }
    }

    @Test func `write through a duplicate of a descriptor that is waited for`() async throws {
        let pipe = try await process.pipe2()
        let duplicate = try await AsyncFileDescriptor(pipe.write.duplicate())
        let write = try await AsyncFileDescriptor(pipe.write)
        let read = try await AsyncFileDescriptor(pipe.read)
        let reading = Task { try await read.read(upTo: 10) }
        await Task.yield()
        try await duplicate.write("foo".utf8)
        #expect(try await reading.value == Array("foo".utf8))
        try await write.write("bar".utf8)
        #expect(try await read.read(upTo: 10) == Array("bar".utf8))
    }

    @Test func `read of the writing end and write to the reading end of a pipe throw EBADF`() async throws {
        let pipe = try await pipe()
        await expectErrno(EBADF) { _ = try await pipe.write.read(upTo: 1) }
        await expectErrno(EBADF) { try await pipe.read.write("hi".utf8) }
    }
}

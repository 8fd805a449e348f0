import Foundation
import Rsyscall
import Testing

/// Tasks that wait for descriptors, in groups that are canceled, and processes that are reached through others.
@Suite(.everyKindOfProcess) struct TaskTreeTests {
    let process = ProcessKind.current

    private struct Stop: Error, Equatable {}

    @Test func `task that throws cancels a read of its group, and nothing is lost`() async throws {
        let pipe = try await process.pipe2()
        let read = try await AsyncFileDescriptor(pipe.read)
        await #expect(throws: Stop()) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await read.read(upTo: 1) }
                group.addTask {
                    await Task.yield()
                    throw Stop()
                }
                for try await _ in group {}
            }
        }
        try await pipe.write.write([1])
        #expect(try await read.read(upTo: 10) == [1])
    }

    @Test func `cancelAll of a group ends its read in a task that a canceled one waits for`() async throws {
        let pipe = try await process.pipe2()
        let read = try await AsyncFileDescriptor(pipe.read)
        let outer = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            // Which isn't canceled with this one.
            return await Task {
                let isCancelled = await withTaskGroup(of: Bool.self) { group in
                    group.addTask {
                        do {
                            return try await read.read(upTo: 1).isEmpty
                        } catch {
                            return error is CancellationError
                        }
                    }
                    await Task.yield()
                    group.cancelAll()
                    return await group.next()
                }
                return isCancelled == true && !Task.isCancelled
            }.value
        }
        #expect(await outer.value)
    }

    @Test func `calls of three tasks at once return each its own result`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...3 {
                group.addTask {
                    let file = try await process.memfd_create("task \(number)")
                    try await file.write([UInt8](repeating: 0, count: number))
                    #expect(try await file.fstat().size == number)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(.everyKindThatClones)
    func `read waits in a child of a child, whose errors are those of its own calls`() async throws {
        let child = try await process.clone()
        let grandchild = try await child.clone()
        let pipe = try await grandchild.pipe2()
        let read = try await AsyncFileDescriptor(pipe.read)
        let reading = Task { try await read.read(upTo: 10) }
        await Task.yield()
        try await pipe.write.write("far".utf8)
        #expect(try await reading.value == Array("far".utf8))
        let error = await expectErrno(ENOENT) { _ = try await grandchild.open("/no/such/file") }
        #expect(error?.call == "openat")
        #expect(error?.process == grandchild.pid)
        _ = try await grandchild.killAndWait()
        _ = try await child.killAndWait()
    }
}

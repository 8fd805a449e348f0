import Foundation
import Rsyscall
import Testing

/// Results of a program that own more than one descriptor.
@Suite struct ProgramResourceTests {
    /// The processes with a table of their own, in which no other test opens a number meanwhile.
    static let ownTables = ProcessKind.all.filter { $0 != .local }

    /// The two lowest numbers that are free.
    private func freeNumbers(of process: LinuxProcess) async throws -> [FileDescriptorNumber] {
        let ends = try await process.pipe2()
        let numbers = [ends.read.number, ends.write.number]
        try await ends.read.close()
        try await ends.write.close()
        return numbers
    }

    @Test(arguments: ownTables)
    func `pipe2 of a program closes both ends if they are not taken`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let free = try await freeNumbers(of: process)
            var program = process.program()
            _ = try program.pipe2()
            _ = try program.pipe2()
            let results = try await program.run()
            #expect(try await freeNumbers(of: process).allSatisfy { !free.contains($0) })
            _ = consume results
            #expect(try await freeNumbers(of: process) == free)
        }
    }

    @Test(arguments: ownTables)
    func `pipe2 of a program closes both ends if a later call is refused`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let free = try await freeNumbers(of: process)
            var program = process.program()
            _ = try program.pipe2()
            _ = try program.open("/nonexistent")
            do {
                _ = try await program.run()
                Issue.record("was not refused")
            } catch let error as SyscallError {
                #expect(error.errno.rawValue == ENOENT)
            }
            #expect(try await freeNumbers(of: process) == free)
        }
    }

    @Test(arguments: ProcessKind.all)
    func `pipe2 of a program gives ends that are usable if they are taken`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            var program = process.program()
            let pipe = try program.pipe2()
            let other = try program.pipe2(.nonblock)
            var results = try await program.run()
            let ends = try results.take(pipe)
            let unused = try results.take(other)
            _ = consume results
            #expect(try await ends.write.write(Bytes("through".utf8)) == 7)
            #expect(try await ends.read.read(upTo: 100) == Array("through".utf8))
            try await ends.write.close()
            #expect(try await ends.read.read(upTo: 100) == [])
            await expectErrno(EAGAIN) { _ = try await unused.read.read(upTo: 1) }
        }
    }

    @Test(arguments: ownTables)
    func `pipe2 of a program that is refused closes nothing`(_ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            let free = try await freeNumbers(of: process)
            var program = process.program()
            program.stopsOnRefusal = false
            let refused = try program.pipe2(.append)
            var results = try await program.run()
            do {
                _ = try results.take(refused)
                Issue.record("was not refused")
            } catch let error as SyscallError {
                #expect(error.errno.rawValue == EINVAL)
            }
            // Its output would say that both ends are the standard input.
            _ = consume results
            #expect(try await process.open("/dev/null").number == free[0])
        }
    }
}

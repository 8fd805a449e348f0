import Foundation
import Testing

@testable import Rsyscall

@Suite struct ProcessConnectionTests {
    @Test(arguments: [-1, -2, 0xffff_ffff, 0xffff_fffe, .max, 0x7fff_ffff], ProcessKind.all)
    func `a call with an unknown number fails with ENOSYS`(_ number: Int, _ kind: ProcessKind) async throws {
        try await withProcess(kind) { process in
            for effects in [[], .thread, .waits, .reads, .writes] as [Effects] {
                let step = Step(SYS(number: number, staticName: "", effects: effects))
                let result = try await process.connection.call(step)
                #expect(result == -Int(ENOSYS))
                var none = Frame()
                let results = try await process.connection.run([step, step], &none)
                #expect(results == [-Int(ENOSYS), Step.skipped])
            }
        }
    }
}

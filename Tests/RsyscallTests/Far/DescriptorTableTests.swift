import Testing

@testable import Rsyscall

/// Who closes the descriptors of a table that many processes have.
@Suite struct DescriptorTableTests {
    private final class Member: DescriptorTableMember {
        let asked = Guarded(0)
        let closed = Guarded(0)
        let isIdle: Bool

        init(isIdle: Bool) { self.isIdle = isIdle }

        var closesAtOnce: Bool { false }
        var isBusy: Bool {
            asked.withLock { $0 += 1 }
            return !isIdle
        }
        func post(close descriptor: FileDescriptorNumber, of table: DescriptorTable) -> Bool {
            closed.withLock { $0 += 1 }
            return true
        }
    }

    @Test func `close by an idle process asks none of the thousand others`() {
        let table = DescriptorTable()
        let members = (0..<1000).map { _ in Member(isIdle: true) }
        for member in members { table.join(member) }
        #expect(table.post(close: FileDescriptorNumber(7), by: members[500]))
        #expect(members[500].closed.withLock { $0 } == 1)
        #expect(members.reduce(0) { $0 + $1.asked.withLock { $0 } } == 1)
    }

    @Test func `close is made by an idle process if there is one, else by the preferred one`() {
        let table = DescriptorTable()
        let (busy, preferred, idle) = (Member(isIdle: false), Member(isIdle: false), Member(isIdle: true))
        for member in [busy, preferred] { table.join(member) }
        #expect(table.post(close: FileDescriptorNumber(7), by: preferred))
        #expect(preferred.closed.withLock { $0 } == 1)
        table.join(idle)
        #expect(table.post(close: FileDescriptorNumber(8), by: preferred))
        #expect(idle.closed.withLock { $0 } == 1)
        for member in [busy, preferred, idle] { table.leave(member) }
        #expect(!table.post(close: FileDescriptorNumber(9), by: preferred))
    }
}

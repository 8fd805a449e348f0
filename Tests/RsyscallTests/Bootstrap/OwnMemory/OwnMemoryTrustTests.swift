import CRsyscall
import Testing

@testable import Rsyscall

/// What a process with memory of its own writes to the memory that it shares with us is not trusted.
@Suite(.timeLimit(.minutes(5))) struct OwnMemoryTrustTests {
    let local = LinuxProcess.local

    /// The mailbox as the process could write it.
    private func mailbox(of process: LinuxProcess) throws -> MailboxMemory {
        try #require(process.connection as? MailboxConnection).memory
    }

    @Test(arguments: [0, 77, UInt32.max])
    func `slot with a state that it can't have ends in Hangup at the end of the process`(
        _ state: UInt32
    ) async throws {
        let own = try await local.clone().withOwnMemory()
        let (process, signaler) = (own.process, own.signaler)
        let memory = try mailbox(of: process)
        try own.signal(.stop)
        // One for each slot but the one that stays free, and some that wait for one.
        let calls = (0..<12).map { _ in Task { try await process.getpid() } }
        func freeSlots() -> Int {
            (0..<MailboxMemory.slotCount).count { memory.state(of: $0).value == SlotState.free }
        }
        while freeSlots() > 1 { await Task.yield() }
        for index in 0..<MailboxMemory.slotCount { memory.state(of: index).store(state) }
        let more = Task { try await process.getuid() }
        try signaler.signal(.kill)
        #expect(try await own.killAndWait() == .killed(.kill, coreDumped: false))
        for call in calls { await #expect(throws: Hangup.self) { try await call.value } }
        await #expect(throws: Hangup.self) { try await more.value }
    }

    @Test func `result that was not asked for is no other call's`() async throws {
        let own = try await local.clone().withOwnMemory()
        let process = own.process
        let memory = try mailbox(of: process)
        // All slots claim to hold a result.
        for index in 0..<MailboxMemory.slotCount where memory.state(of: index).value == SlotState.free {
            memory.state(of: index).store(SlotState.done)
        }
        try #require(process.connection as? MailboxConnection).doorbell.answerNow()
        for index in 0..<MailboxMemory.slotCount { memory.state(of: index).store(SlotState.free) }
        #expect(try await own.getpid() == own.pid)
    }

    @Test func `list of ready mailboxes in shared memory is not followed`() async throws {
        let own = try await local.clone().withOwnMemory()
        let space = try #require(own.process.space)
        space.doorbell.pointee.ready = UnsafeMutablePointer(bitPattern: 0x1000)
        try await own.unsafeSyscall(.nanosleep, Timespec(sec: 0, nsec: 5_000_000), Address.null)
        try mailbox(of: own.process).address.pointee.next = UnsafeMutablePointer(bitPattern: 0x1000)
        try mailbox(of: own.process).address.pointee.served = 0xffff_ffff
        try await own.unsafeSyscall(.nanosleep, Timespec(sec: 0, nsec: 5_000_000), Address.null)
        _ = try await own.killAndWait()
    }

    @Test func `memfd of the space can't be cut off`() async throws {
        let own = try await local.clone().withOwnMemory()
        // Its mapping names the file.
        let maps = try await own.open("/proc/self/maps").read(upTo: 1 << 20)
        let line = String(decoding: maps, as: UTF8.self).split(separator: "\n").first {
            $0.contains("rsyscall-space")
        }
        let range = try #require(line?.split(separator: " ").first)
        let file = try await own.open("/proc/self/map_files/\(range)", .rdwr)
        await expectErrno(CInt(EPERM)) { try await file.ftruncate(0) }
        #expect(try await own.getpid() == own.pid)
    }
}

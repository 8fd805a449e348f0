import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// The child's loop in a process that has nothing but the loop's code, its stack and its mailbox: an
/// access to anything else kills it.
@Suite struct ChildLoopTests {
    @Test func `child loop survives munmap of everything that is not its own`() throws {
        let child = try LoneChild()
        #expect(child.call(Int(__NR_getpid)) == child.pid)

        // The kernel writes to the area that libc registered in the thread we cloned from, as it would not
        // in a child that shares memory.
        let offset = try #require(dlsym(nil, "__rseq_offset")).load(as: Int.self)
        let area = UInt(bitPattern: Int(bitPattern: UInt(pthread_self())) + offset)
        #expect(child.call(Int(__NR_rseq), area, 32, 1, 0x5305_3053) == 0)

        let code = rsyscall_child_entry_address()
        var unmapped = 0
        // Read again until nothing is left, since one read of this file need not give all of it.
        while let (start, length) = try child.foreignMapping(code: code) {
            try #require(child.call(Int(__NR_munmap), start, length) == 0)
            unmapped += 1
        }
        #expect(unmapped > 10)
        for round in 0..<2000 {
            // Now and then it is let fall asleep, and is parked, so that every path of the loop runs.
            if round % 500 == 0 {
                while !child.isAsleep { try #require(!child.hasDied, "the loop touched what it has not") }
            }
            #expect(child.call(Int(__NR_getpid), parked: round % 3 == 0) == child.pid)
        }
    }

    @Test func `child loop exits if its parent died while it started`() throws {
        let child = try LoneChild(parentLife: UInt32(getpid()) | UInt32(FUTEX_OWNER_DIED))
        #expect(child.call(Int(__NR_getpid)) == nil)
        #expect(child.hasDied)
    }

    @Test(.enabled(if: geteuid() == 0, "becoming another user needs privileges"))
    func `child loop restores PR_SET_PDEATHSIG after setresuid`() throws {
        let child = try LoneChild()
        #expect(child.call(Int(__NR_prctl), UInt(PR_SET_PDEATHSIG), UInt(SIGTERM)) == 0)
        #expect(child.call(Int(__NR_setresuid), 12345, 12345, 12345) == 0)
        #expect(child.deathSignal == SIGTERM)
    }

    @Test func `child loop outlives its parent if PR_SET_PDEATHSIG is 0`() throws {
        let child = try LoneChild()
        #expect(child.call(Int(__NR_prctl), UInt(PR_SET_PDEATHSIG), 0) == 0)
        child.parentLife = UInt32(getpid()) | UInt32(FUTEX_OWNER_DIED)
        #expect(child.call(Int(__NR_unshare), UInt(CLONE_NEWUSER)) == 0)
        #expect(child.deathSignal == 0)
    }

    @Test func `child loop exits if its parent died while unshare cleared PR_SET_PDEATHSIG`() throws {
        let child = try LoneChild()
        #expect(child.call(Int(__NR_getpid)) == child.pid)
        child.parentLife = UInt32(getpid()) | UInt32(FUTEX_OWNER_DIED)
        #expect(child.call(Int(__NR_unshare), UInt(CLONE_NEWUSER)) == nil)
        #expect(child.hasDied)
    }

    @Test func `nm finds no foreign symbol in the child loop's objects`() throws {
        let objects = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("CRsyscall.build")
        for file in ["serve.c.o", "child.c.o", "death.c.o", "life.c.o"] {
            let nm = Process()
            nm.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            nm.arguments = ["nm", "-u", objects.appendingPathComponent(file).path]
            let pipe = Pipe()
            nm.standardOutput = pipe
            try nm.run()
            let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            nm.waitUntilExit()
            try #require(nm.terminationStatus == 0)
            // With a sanitizer, each object also has a constructor that these are called from.
            let known = [
                "rsyscall_", "_GLOBAL_OFFSET_TABLE_", "__tsan_init", "__asan_init",
                "__asan_version_mismatch_check",
                "__asan_register_", "__asan_unregister_", "___asan_globals_registered",
                "__start_asan_globals", "__stop_asan_globals",
            ]
            let foreign = output.split(separator: "\n").map { $0.split(separator: " ").last ?? "" }
                .filter { symbol in !known.contains { symbol.hasPrefix($0) } }
            #expect(foreign.isEmpty)
        }
    }
}

/// A child with a copy of our memory and not our memory itself, and a client without a doorbell's thread, which
/// looks until the answer is there.
private final class LoneChild {
    private static let length = 16384
    private static let lifeOffset = 9216
    private static let answerOffset = 9280

    let shared: UnsafeMutableRawPointer
    let memory: MailboxMemory
    let pid: Int
    var next = 0

    /// Starts it, with what it finds in the word that is its parent's life.
    init(parentLife: UInt32 = UInt32(getpid())) throws {
        shared = try #require(mmap(nil, Self.length, 3, 0x21, -1, 0), "shared memory")
        let doorbell = shared + 8192
        let life = shared + Self.lifeOffset
        life.storeBytes(of: parentLife, as: UInt32.self)
        memory = MailboxMemory(
            preparing: shared, doorbell: doorbell.assumingMemoryBound(to: rsyscall_doorbell.self),
            identifier: 1)
        memory.prepareChild(parentLife: Address(UInt(bitPattern: life)), copiedDescriptors: 0)
        let stack = (shared + Self.length - 16).assumingMemoryBound(to: UInt.self)
        stack[0] = rsyscall_child_entry_address()
        stack[1] = UInt(bitPattern: shared)

        // No CLONE_VM: what it has of our memory is a copy.
        let args = CloneArgs(
            flags: .clear_sighand, stack: Address(UInt(bitPattern: stack) - 512), stackSize: 512)
        var layout = args.layout
        pid = withUnsafeMutableBytes(of: &layout) { layout in
            rsyscall_call(
                Int(__NR_clone3), UInt(bitPattern: layout.baseAddress), UInt(layout.count), 0, 0, 0, 0)
        }
        try #require(pid > 0)
    }

    deinit {
        kill(pid_t(pid), SIGKILL)
        _ = rsyscall_instruction(Int(__NR_wait4), UInt(pid), 0, 0x4000_0000, 0, 0, 0)
        munmap(shared, Self.length)
    }

    func call(
        _ number: Int, _ a: UInt = 0, _ b: UInt = 0, _ c: UInt = 0, _ d: UInt = 0, parked: Bool = false
    ) -> Int? {
        let state = memory.state(of: next)
        let request = SyscallRequest(number: number, arguments: (a, b, c, d, 0, 0), scope: .process)
        memory.fill(next, with: request, state: parked ? SlotState.parked : SlotState.posted)
        memory.wakeServer()
        while state.value != SlotState.done {
            if hasDied { return nil }
        }
        defer { next = (next + 1) % MailboxMemory.slotCount }
        let result = memory.result(of: next)
        state.store(SlotState.free)
        return result
    }

    /// What it finds in the word that is its parent's life.
    var parentLife: UInt32 {
        get { (shared + Self.lifeOffset).load(as: UInt32.self) }
        set { (shared + Self.lifeOffset).storeBytes(of: newValue, as: UInt32.self) }
    }

    /// The signal that it says it gets when its parent dies.
    var deathSignal: CInt? {
        let answer = shared + Self.answerOffset
        let result = call(Int(__NR_prctl), UInt(PR_GET_PDEATHSIG), UInt(bitPattern: answer))
        return result == 0 ? answer.load(as: CInt.self) : nil
    }

    /// A mapping of the process that is neither shared with us, nor the loop's code, nor the kernel's.
    func foreignMapping(code: UInt) throws -> (UInt, UInt)? {
        for line in try String(contentsOfFile: "/proc/\(pid)/maps", encoding: .utf8).split(separator: "\n") {
            let range = line.split(separator: " ")[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            let isOwn = [UInt(bitPattern: shared), code].contains { range[0] <= $0 && $0 < range[1] }
            if !isOwn && !["[vsyscall]", "[vdso]", "[vvar"].contains(where: { line.contains($0) }) {
                return (range[0], range[1] - range[0])
            }
        }
        return nil
    }

    var isAsleep: Bool {
        FutexWord(UnsafeMutableRawPointer(memory.address).assumingMemoryBound(to: UInt32.self)).value == 1
    }

    var hasDied: Bool {
        var info = InlineArray<16, UInt64>(repeating: 0)
        return withUnsafeMutableBytes(of: &info) { info in
            _ = rsyscall_instruction(
                Int(__NR_waitid), 1, UInt(pid), UInt(bitPattern: info.baseAddress), 0x4100_0005, 0, 0)
            return info.load(as: Int32.self) != 0
        }
    }
}

import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// The child's loop in a process that has nothing but the loop's code, its stack and its mailbox: an
/// access to anything else kills it.
@Suite struct ChildLoopTests {
    @Test func `child loop survives munmap of everything that is not its own`() throws {
        let child = try LoneChild()
        #expect(child.call(.getpid) == child.pid)

        // The kernel writes to the area that libc registered in the thread we cloned from, as it would not
        // in a child that shares memory.
        let offset = try #require(dlsym(nil, "__rseq_offset")).load(as: Int.self)
        let area = UInt(bitPattern: Int(bitPattern: UInt(pthread_self())) + offset)
        #expect(child.call(.rseq, area, 32, 1, 0x5305_3053) == 0)

        let code = rsyscall_child_entry_address()
        var unmapped = 0
        // Read again until nothing is left, since one read of this file need not give all of it.
        while let (start, length) = try child.foreignMapping(code: code) {
            try #require(child.call(.munmap, start, length) == 0)
            unmapped += 1
        }
        #expect(unmapped > 10)
        for round in 0..<2000 {
            // Now and then it is let fall asleep, and is parked, so that every path of the loop runs.
            if round % 500 == 0 {
                while !child.isAsleep { try #require(!child.hasDied, "the loop touched what it has not") }
            }
            #expect(child.call(.getpid, parked: round % 3 == 0) == child.pid)
        }
        let steps = child.write([
            LoneStep(.dup, [2]), LoneStep(.close, [0], results: 1), LoneStep(.close, [2], results: 1),
        ])
        #expect(child.run(steps))
        #expect(steps.map(\.result) == [steps[0].result, 0, -Int(ECANCELED)])
    }

    @Test func `child loop exits if its parent died while it started`() throws {
        let child = try LoneChild(parentLife: UInt32(getpid()) | UInt32(FUTEX_OWNER_DIED))
        #expect(child.call(.getpid) == nil)
        #expect(child.hasDied)
    }

    @Test(.enabled(if: geteuid() == 0, "becoming another user needs privileges"))
    func `child loop restores PR_SET_PDEATHSIG after setresuid`() throws {
        let child = try LoneChild()
        #expect(child.call(.prctl, UInt(PR_SET_PDEATHSIG), UInt(SIGTERM)) == 0)
        #expect(child.call(.setresuid, 12345, 12345, 12345) == 0)
        #expect(child.deathSignal == SIGTERM)
    }

    @Test func `child loop outlives its parent if PR_SET_PDEATHSIG is 0`() throws {
        let child = try LoneChild()
        #expect(child.call(.prctl, UInt(PR_SET_PDEATHSIG), 0) == 0)
        child.parentLife = UInt32(getpid()) | UInt32(FUTEX_OWNER_DIED)
        #expect(child.call(.unshare, UInt(CLONE_NEWUSER)) == 0)
        #expect(child.deathSignal == 0)
    }

    @Test func `child loop exits if its parent died while unshare cleared PR_SET_PDEATHSIG`() throws {
        let child = try LoneChild()
        #expect(child.call(.getpid) == child.pid)
        child.parentLife = UInt32(getpid()) | UInt32(FUTEX_OWNER_DIED)
        #expect(child.call(.unshare, UInt(CLONE_NEWUSER)) == nil)
        #expect(child.hasDied)
    }

    @Test func `child loop runs a program until a step is refused`() throws {
        let child = try LoneChild()
        let steps = child.write([
            LoneStep(.dup, [2]), LoneStep(.close, [0], results: 1),
            LoneStep(.close, [0], results: 1, endsOnRefusal: true), LoneStep(.getpid),
        ])
        #expect(child.run(steps))
        #expect(steps[0].result > 2)
        #expect(steps[1].result == 0)
        #expect(steps[2].result == -Int(EBADF))
        #expect(steps[3].result == -Int(ECANCELED))
        #expect(child.run(UnsafeMutableBufferPointer(rebasing: steps[3...])))
        #expect(steps[3].result == child.pid)
    }

    @Test func `child loop goes on after a refused step that does not end the program`() throws {
        let child = try LoneChild()
        let steps = child.write([LoneStep(.dup, [.max]), LoneStep(.getpid)])
        #expect(child.run(steps))
        #expect(steps.map(\.result) == [-Int(EBADF), child.pid])
    }

    @Test func `child loop skips steps that need the result of a refused or skipped or later one`() throws {
        let child = try LoneChild()
        let steps = child.write([
            LoneStep(.dup, [.max]), LoneStep(.dup, [0], results: 1), LoneStep(.close, [1], results: 1),
            LoneStep(.close, [3], results: 1), LoneStep(.close, [5], results: 1), LoneStep(.getpid),
            LoneStep(.close, [.max], results: 1),
        ])
        #expect(child.run(steps))
        let skipped = -Int(ECANCELED)
        #expect(
            steps.map(\.result) == [-Int(EBADF), skipped, skipped, skipped, skipped, child.pid, skipped])
    }

    @Test func `child loop ends a program at a step that executes`() throws {
        let child = try LoneChild()
        // What does not come back if it is made stands in for itself.
        let executed = SYS(number: SYS.getpid.number, staticName: "getpid", effects: .executes)
        let steps = child.write([LoneStep(executed), LoneStep(.getpid)])
        #expect(child.run(steps))
        #expect(steps.map(\.result) == [child.pid, -Int(ECANCELED)])
    }

    @Test func `child loop runs a program of 32 steps`() throws {
        let child = try LoneChild()
        let steps = child.write(
            (0..<32).map { LoneStep(.dup, [$0 == 0 ? 2 : $0 - 1], results: $0 == 0 ? 0 : 1) })
        #expect(child.run(steps))
        #expect(steps.allSatisfy { $0.result > 2 })
        #expect(Set(steps.map(\.result)).count == 32)
    }

    @Test func `child loop runs no program in a program`() throws {
        let child = try LoneChild()
        for command in [RSYSCALL_NUMBER_PROGRAM, RSYSCALL_NUMBER_STOP] {
            let steps = child.write([LoneStep(SYS(unlisted: Int(command), "command")), LoneStep(.getpid)])
            #expect(child.run(steps))
            #expect(steps.map(\.result) == [-Int(ENOSYS), child.pid])
        }
    }

    @Test(.enabled(if: geteuid() == 0, "becoming another user needs privileges"))
    func `child loop restores PR_SET_PDEATHSIG after setresuid in a program`() throws {
        let child = try LoneChild()
        let steps = child.write([
            LoneStep(.prctl, [UInt(PR_SET_PDEATHSIG), UInt(SIGTERM)]),
            LoneStep(.setresuid, [12345, 12345, 12345]),
        ])
        #expect(child.run(steps))
        #expect(steps.map(\.result) == [0, 0])
        #expect(child.deathSignal == SIGTERM)
    }

    @Test func `nm finds no foreign symbol in the child loop's objects`() async throws {
        let objects = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("CRsyscall.build")
        for file in ["serve.c.o", "child.c.o", "death.c.o", "life.c.o"] {
            let nm = try await LinuxProcess.local.run(
                Command("nm", ["-u", objects.appendingPathComponent(file).path]))
            try #require(nm.state == .exited(status: 0))
            let output = nm.text
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

/// A step as a test writes it.
private struct LoneStep {
    let call: SYS
    let arguments: [UInt]
    /// Which of the arguments are the index of an earlier step, whose result is meant: a bit for each.
    let results: UInt16
    let endsOnRefusal: Bool

    init(_ call: SYS, _ arguments: [UInt] = [], results: UInt16 = 0, endsOnRefusal: Bool = false) {
        self.call = call
        self.arguments = arguments
        self.results = results
        self.endsOnRefusal = endsOnRefusal
    }
}

/// A child with a copy of our memory and not our memory itself, and a client without a doorbell's thread, which
/// looks until the answer is there.
private final class LoneChild {
    private static let length = 16384
    private static let lifeOffset = 9216
    private static let answerOffset = 9280
    private static let stepsOffset = 10240

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
            preparing: shared, doorbell: UInt(bitPattern: doorbell), identifier: 1)
        memory.prepareChild(parentLife: Address(UInt(bitPattern: life)), firstClosed: 0, kept: [])
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
        _ call: SYS, _ a: UInt = 0, _ b: UInt = 0, _ c: UInt = 0, _ d: UInt = 0, parked: Bool = false
    ) -> Int? {
        send(Step(call, (a, b, c, d, 0, 0)), parked: parked)
    }

    /// Writes steps where it can read them.
    func write(_ calls: [LoneStep]) -> UnsafeMutableBufferPointer<rsyscall_step> {
        let steps = (shared + Self.stepsOffset).assumingMemoryBound(to: rsyscall_step.self)
        for (index, call) in calls.enumerated() {
            steps[index] = rsyscall_step()
            steps[index].number = UInt16(call.call.number)
            steps[index].effects = UInt16(truncatingIfNeeded: call.call.effects.rawValue)
            steps[index].results = call.results
            steps[index].ends_on_refusal = call.endsOnRefusal ? 1 : 0
            withUnsafeMutableBytes(of: &steps[index].arguments) { registers in
                for (place, argument) in call.arguments.enumerated() {
                    registers.storeBytes(of: argument, toByteOffset: place * 8, as: UInt.self)
                }
            }
        }
        return UnsafeMutableBufferPointer(start: steps, count: calls.count)
    }

    /// Has it make the steps.
    func run(_ steps: UnsafeMutableBufferPointer<rsyscall_step>) -> Bool {
        send(
            Step(command: RSYSCALL_NUMBER_PROGRAM, UInt(bitPattern: steps.baseAddress), UInt(steps.count)),
            parked: false) == 0
    }

    private func send(_ step: Step, parked: Bool) -> Int? {
        let state = memory.state(of: next)
        memory.fill(next, with: step, state: parked ? SlotState.parked : SlotState.posted)
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
        let result = call(.prctl, UInt(PR_GET_PDEATHSIG), UInt(bitPattern: answer))
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

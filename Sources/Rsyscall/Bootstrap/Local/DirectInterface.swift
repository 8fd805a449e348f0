import CRsyscall
import Synchronization
import SystemPackage

/// System calls of our own process.
///
/// A call that no thread answers differently is made by the calling thread. What acts on a thread is
/// made by the home thread, which never ends; what may wait, by a lane.
final class DirectInterface: SyscallInterface {
    let doorbell: Doorbell
    private let home: ServerThread
    /// That of the home thread, whose children all are that we make or adopt.
    let life = ThreadLife()
    private let lanes: Lanes
    /// Set once the home thread differs from the others in what it may do or what its descriptors are:
    /// from then on it alone is the process.
    private let homeDiverged = Atomic<Bool>(false)

    init() throws {
        doorbell = Doorbell()
        try doorbell.start()
        let orders = LaneOrders(doorbell)
        home = try ServerThread(doorbell, life: life)
        lanes = Lanes(home: home, orders: orders)
    }

    var callsOnCallingThread: Bool { true }

    // Not inlined into the protocol's thunk, where the compiler would make a call of the instruction.
    @inline(never)
    func callAtOnce(_ request: SyscallRequest) -> Int? {
        guard case .process = request.scope, !homeDiverged.load(ordering: .relaxed) else { return nil }
        return instruction(request)
    }

    func syscall(_ request: SyscallRequest) async throws(Hangup) -> Int {
        switch request.scope {
        case .process:
            if !homeDiverged.load(ordering: .relaxed) { return instruction(request) }
            return try await home.mailbox.call(request, .endsSoon)
        case .thread:
            return try await onHomeThread(request)
        case .reads:
            if let result = atOnce(request, NowaitCall.read) { return result }
            return try await inLane(request)
        case .writes:
            if let result = atOnce(request, NowaitCall.write) { return result }
            return try await inLane(request)
        case .waits:
            return try await inLane(request)
        }
    }

    func post(_ request: SyscallRequest) {
        if request.scope == .process, !homeDiverged.load(ordering: .relaxed) {
            _ = instruction(request)
        } else {
            home.mailbox.post(request)
        }
    }

    private func onHomeThread(_ request: SyscallRequest) async throws(Hangup) -> Int {
        let result = try await home.mailbox.call(request, .endsSoon)
        if result >= 0, Self.diverges(request) {
            homeDiverged.store(true, ordering: .sequentiallyConsistent)
            lanes.renew()
        }
        return result
    }

    private func atOnce(_ request: SyscallRequest, _ call: (SyscallRequest) -> Int?) -> Int? {
        homeDiverged.load(ordering: .relaxed) ? nil : call(request)
    }

    private func inLane(_ request: SyscallRequest) async throws(Hangup) -> Int {
        do {
            return try await lanes.call(request)
        } catch let error as Hangup {
            throw error
        } catch {
            // No thread to wait in: what the kernel says of a process that may have no more threads.
            return -Int(Errno.resourceTemporarilyUnavailable.rawValue)
        }
    }

    private func instruction(_ request: SyscallRequest) -> Int {
        let (a, b, c, d, e, f) = request.arguments
        return rsyscall_instruction(request.number, a, b, c, d, e, f)
    }

    /// Whether the thread that made this call is no longer like the others.
    private static func diverges(_ request: SyscallRequest) -> Bool {
        switch request.number {
        case Int(__NR_prctl):
            divergingOptions.contains(request.arguments.0)
                && (request.arguments.0, request.arguments.1) != Self.askingForAmbient
        case Int(__NR_close_range):
            request.arguments.2 & UInt(CLOSE_RANGE_UNSHARE) != 0
        case Int(__NR_personality):
            request.arguments.0 != Self.askingForPersona
        default:
            divergingCalls.contains(request.number)
        }
    }

    private static let askingForAmbient = (
        UInt(CRsyscall.PR_CAP_AMBIENT), UInt(CRsyscall.PR_CAP_AMBIENT_IS_SET)
    )
    private static let askingForPersona: UInt = 0xffff_ffff

    private static let divergingCalls: Set<Int> = Set(
        [
            __NR_unshare, __NR_setns, __NR_setuid, __NR_setgid, __NR_setreuid, __NR_setregid,
            __NR_setresuid, __NR_setresgid, __NR_setgroups, __NR_setfsuid, __NR_setfsgid, __NR_capset,
            __NR_seccomp, __NR_keyctl,
        ].map { Int($0) })

    private static let divergingOptions: Set<UInt> = Set(
        [
            PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, PR_CAPBSET_DROP, CRsyscall.PR_CAP_AMBIENT, PR_SET_SECUREBITS,
        ].map { UInt($0) })
}

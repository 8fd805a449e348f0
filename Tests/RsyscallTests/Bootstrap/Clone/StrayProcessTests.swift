import CRsyscall
import Foundation
import Testing

@testable import Rsyscall

/// Processes whose maker is killed during the clone, before it can own them. Each test runs in a process of its own,
/// in which no other test makes processes.
@Suite struct StrayProcessTests {
    @Test func `SIGKILL during clone leaves no stray process and no memory`() async {
        await #expect(processExitsWith: .success) {
            try await expectNothingLeft { try await LinuxProcess.local.clone() }
        }
    }

    @Test func `SIGKILL of an init during clone leaves no stray process`() async {
        await #expect(processExitsWith: .success) {
            try await expectNothingLeft { try await LinuxProcess.local.clone([.newuser, .newpid]) }
        }
    }

    @Test func `SIGKILL during clone below an init leaves no stray process`() async {
        await #expect(processExitsWith: .success) {
            let first = try await LinuxProcess.local.clone([.newuser, .newpid])
            let task = first.process
            try await expectNothingLeft(besides: 1) { try await task.clone() }
        }
    }

    @Test func `SIGKILL during clone into an unshared pid namespace leaves no stray process`() async {
        await #expect(processExitsWith: .success) {
            let above = try await LinuxProcess.local.clone()
            try await above.unshare([.newuser, .newpid])
            let first = try await above.clone()
            let task = above.process
            try await expectNothingLeft(besides: 2) { try await task.clone() }
            #expect(try await first.getpid() == ProcessID(1))
        }
    }
}

/// Kills makers sooner or later within a clone, and waits until neither a process of theirs nor memory is left.
private func expectNothingLeft(
    besides others: Int = 0, _ makeMaker: @escaping @Sendable () async throws -> ClonedProcess
) async throws {
    let heap = LinuxProcess.local.allocator.heap
    func round(_ pauses: Int) async throws {
        let maker = try await makeMaker()
        let signaler = maker.signaler
        async let made: Void = { _ = try? await maker.clone() }()
        for _ in 0..<pauses { rsyscall_pause() }
        try signaler.signal(.kill)
        await made
    }
    try await round(0)
    let before = heap.statistics.liveBytes
    for pauses in 0..<400 { try await round(pauses * 2) }
    let deadline = ContinuousClock.now + .seconds(10)
    // What was dropped ends a little later.
    while try descendants() > others || heap.statistics.liveBytes > before {
        if ContinuousClock.now > deadline {
            Issue.record(
                "there are \(try descendants()) processes, and \(heap.statistics.liveBytes - before) bytes are left"
            )
            return
        }
        await Task.yield()
    }
}

/// How many descendants of ours there are, zombies among them.
private func descendants() throws -> Int {
    var parents: [Int: Int] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
        guard let pid = Int(name),
            let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        else { continue }
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        parents[pid] = Int(fields[2])
    }
    return parents.keys.count { pid in
        var ancestor = parents[pid]
        while let known = ancestor, known != Int(getpid()) { ancestor = parents[known] }
        return ancestor != nil
    }
}

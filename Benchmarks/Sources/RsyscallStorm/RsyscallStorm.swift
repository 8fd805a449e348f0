import ArgumentParser
import Foundation
import Rsyscall

@main
struct RsyscallStorm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rsyscall-storm",
        abstract: "Has children live, be stopped and die at random, and counts what is left of them.")

    @Option(name: .long, help: "How long the storm lasts.")
    var seconds = 60

    @Option(name: .long, help: "How many tasks make children.")
    var tasks = 6

    @Option(name: .long, help: "What the random numbers begin with.")
    var seed: UInt64 = 1

    func run() async throws {
        let tally = Tally()
        watchForStuckTasks(tally)
        // What is kept for good is there after a first short one.
        try await storm(min(3, seconds), tally)
        let before = try await Census.whenCalm()
        print("before: \(before)")
        fflush(nil)
        let killedBefore = tally.killedMakers
        try await storm(seconds, tally)
        let killed = tally.killedMakers - killedBefore
        // The moment between having made a descriptor and having said so is short.
        let left = 2 + killed / 1000
        let after = try await Census.whenCalm(atMost: before, left: left)
        for line in tally.lines { print(line) }
        print("before: \(before)")
        print("after:  \(after)")
        print("killed before they made a descriptor in our table, or as they did: \(killed) children")
        if after.descriptors > before.descriptors { print(after.files.sorted().joined(separator: "\n")) }
        guard after.isNotMore(than: before, left: left), !tally.hasFaults else { throw ExitCode.failure }
    }

    private func storm(_ seconds: Int, _ tally: Tally) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        let victims = Victims()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await victims.haunt(seed, tally) }
            for task in 0..<tasks {
                group.addTask {
                    var life = Life(
                        task: task, random: SplitMix(state: seed &* 1000 &+ UInt64(task)), tally: tally,
                        victims: victims)
                    while ContinuousClock.now < end { try await round(&life, task, tally) }
                    tally.end(of: task)
                }
            }
            // The last to end is the one that haunts.
            for _ in 0..<tasks { try await group.next() }
            victims.leaveAlone()
            try await group.waitForAll()
        }
    }

    /// Has a child live beside files of ours, which are to be the same afterward.
    private func round(_ life: inout Life, _ task: Int, _ tally: Tally) async throws {
        let ours = File(try await LinuxProcess.local.memfd_create("storm of ours"))
        let identity = try await ours.identity()
        await life.live()
        do {
            let isSame = try await ours.identity() == identity
            if !isSame { tally.fault("a file of ours is another") }
        } catch {
            tally.fault("a file of ours: \(error)")
        }
        if life.random.pick(8) == 0 {
            tally.step("run", of: task)
            let output = try await LinuxProcess.local.run(Command("true"))
            if !output.state.isSuccess { tally.fault("run: \(output.state)") }
        }
    }

    private func watchForStuckTasks(_ tally: Tally) {
        Thread.detachNewThread {
            while true {
                sleep(1)
                let stuck = tally.stuck
                if stuck.isEmpty { continue }
                for line in tally.lines + stuck + Census.childStates { print(line) }
                print("STUCK for a minute")
                fflush(nil)
                _exit(2)
            }
        }
    }
}

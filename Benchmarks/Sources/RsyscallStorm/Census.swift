import Foundation
import Rsyscall

/// What there is of our process.
struct Census: CustomStringConvertible {
    let descriptors: Int
    let children: Int
    let mappings: Int
    let threads: Int
    /// What the descriptors are of.
    let files: [String]

    init() throws {
        let manager = FileManager.default
        let numbers = try manager.contentsOfDirectory(atPath: "/proc/self/fd")
        descriptors = numbers.count
        files = numbers.map {
            (try? manager.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0)) ?? "the listing"
        }
        threads = try manager.contentsOfDirectory(atPath: "/proc/self/task").count
        mappings = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
            .split(separator: "\n").count
        let parent = "PPid:\t\(getpid())\n"
        children = try manager.contentsOfDirectory(atPath: "/proc").count { name in
            // It may have ended meanwhile.
            let status = try? String(contentsOfFile: "/proc/\(name)/status", encoding: .utf8)
            return status?.contains(parent) ?? false
        }
    }

    /// What our children are doing, to find out what a stuck task waits for.
    static var childStates: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { name in
            guard let status = try? String(contentsOfFile: "/proc/\(name)/status", encoding: .utf8),
                status.contains("PPid:\t\(getpid())\n")
            else { return nil }
            let wanted = ["Name:", "State:", "NSpid:", "SigQ:", "SigPnd:", "ShdPnd:", "SigBlk:"]
            let lines = status.split(separator: "\n").filter { line in wanted.contains { line.hasPrefix($0) }
            }
            let details = ["wchan", "syscall"].map { file in
                (try? String(contentsOfFile: "/proc/\(name)/\(file)", encoding: .utf8)) ?? "?"
            }
            return "child \(name): \((lines + details.map { $0[...] }).joined(separator: " "))"
        }
    }

    var description: String {
        "\(descriptors) descriptors, \(children) children, \(mappings) mappings, \(threads) threads"
    }

    /// How many mappings more are no leak: the parts of heaps that are in use lie elsewhere each time.
    static let mappingsThatVary = 64

    /// - Parameter left: How many descriptors may be there that no process was told of.
    func isNotMore(than other: Census, left: Int = 0) -> Bool {
        descriptors <= other.descriptors + left && children <= other.children && threads <= other.threads
            && mappings <= other.mappings + Self.mappingsThatVary
    }

    /// Counts what is there once all has ended that ends by itself, and what the library keeps for the next calls is as
    /// much as it ever keeps.
    static func whenCalm(atMost expected: Census? = nil, left: Int = 0) async throws -> Census {
        try await fill()
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            // Dispatch ends a thread that had nothing to do for 5 s, and wakes them in turn: looked at more often, all of
            // them would stay.
            try await Task.sleep(for: .seconds(6))
            let census = try Census()
            let isMore = expected.map { !census.isNotMore(than: $0, left: left) } ?? false
            let isCalm = census.children == 0 && !isMore
            if isCalm || ContinuousClock.now > deadline { return census }
        }
    }

    /// Has more calls wait and more children live at once than are kept threads and pages for.
    private static func fill() async throws {
        let process = LinuxProcess.local
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    let pipe = try await process.pipe2()
                    async let byte = pipe.read.read(upTo: 1)
                    try await Task.sleep(for: .milliseconds(200))
                    try await pipe.write.write([1])
                    _ = try await byte
                }
            }
            for _ in 0..<80 {
                group.addTask {
                    let child = try await process.clone()
                    try await Task.sleep(for: .milliseconds(200))
                    _ = try await child.exit()
                }
            }
            try await group.waitForAll()
        }
    }
}

import Rsyscall
import SystemPackage

/// What a process does with signals, as `/proc/PID/status` shows it; see `proc_pid_status(5)`.
struct SignalDispositions {
    private let blocked: Sigset
    private let ignored: Sigset
    private let caught: Sigset

    /// The dispositions of the process that has this folder in `/proc`; `nil` if they can't be seen.
    init?(of folder: FilePath, from process: LinuxProcess) async {
        guard let text = try? await process.contents(of: folder.appending("status")) else { return nil }
        var sets: [Substring: Sigset] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: "\t")
            guard words.count == 2, let bits = UInt64(words[1], radix: 16) else { continue }
            sets[words[0]] = Sigset(layout: bits)
        }
        guard let blocked = sets["SigBlk:"], let ignored = sets["SigIgn:"], let caught = sets["SigCgt:"]
        else {
            return nil
        }
        self.blocked = blocked
        self.ignored = ignored
        self.caught = caught
    }

    /// Whether the signal has its default effect: one that is blocked may be waited for.
    func leavesAlone(_ signal: SIG) -> Bool {
        !blocked.contains(signal) && !ignored.contains(signal) && !caught.contains(signal)
    }
}

extension LinuxProcess {
    /// Returns all that can be read from a file, as text.
    func contents(of path: FilePath) async throws -> String {
        let file = try await open(path, .rdonly)
        var bytes: [UInt8] = []
        while true {
            let part = try await file.read(upTo: 64 << 10)
            if part.isEmpty { return String(decoding: bytes, as: UTF8.self) }
            bytes += part
        }
    }
}

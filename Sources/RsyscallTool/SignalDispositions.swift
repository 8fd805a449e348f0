import Rsyscall
import SystemPackage

/// What a process does with signals, as `/proc/PID/status` tells; see `proc_pid_status(5)`.
struct SignalDispositions {
    private var blocked = Sigset.empty
    private var ignored = Sigset.empty
    private var caught = Sigset.empty

    /// Those of a process; none are special where they cannot be seen.
    init(of pid: ProcessID, from process: LinuxProcess) async {
        guard let text = try? await process.contents(of: FilePath("/proc/\(pid)/status")) else { return }
        for line in text.split(separator: "\n") {
            let words = line.split(separator: "\t")
            guard words.count == 2, let bits = UInt64(words[1], radix: 16) else { continue }
            switch words[0] {
            case "SigBlk:": blocked = Sigset(layout: bits)
            case "SigIgn:": ignored = Sigset(layout: bits)
            case "SigCgt:": caught = Sigset(layout: bits)
            default: continue
            }
        }
    }

    func ignores(_ signal: SIG) -> Bool { ignored.contains(signal) }

    /// Whether the signal has its default effect: one that is blocked may be waited for.
    func leavesAlone(_ signal: SIG) -> Bool {
        !blocked.contains(signal) && !ignored.contains(signal) && !caught.contains(signal)
    }
}

extension LinuxProcess {
    /// All that can be read from a file, as text.
    func contents(of path: FilePath) async throws -> String {
        let file = try await open(path, [.rdonly, .cloexec])
        var bytes: [UInt8] = []
        while true {
            let part = try await file.read(upTo: 64 << 10)
            if part.isEmpty { return String(decoding: bytes, as: UTF8.self) }
            bytes += part
        }
    }
}

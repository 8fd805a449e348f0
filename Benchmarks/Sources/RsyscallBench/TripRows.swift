import Foundation
import Rsyscall
import SystemPackage

extension Measurement {
    /// Round trips to a process on a host that is 50 ms away.
    static var trips: [Measurement] {
        [
            trips("trips-read-file", atMost: 1) { process, directory in
                let path = directory.appending("file")
                try await LinuxProcess.local.replaceFile(at: path, with: Array(repeating: 7, count: 1024))
                return { _ = try await process.contents(of: path, limit: 1 << 20) }
            },
            trips("trips-write-files", atMost: 3) { process, directory in
                {
                    var program = process.program()
                    for folder in 0..<10 {
                        try program.mkdir(directory.appending("\(folder)"))
                        for name in 0..<10 {
                            let path = directory.appending("\(folder)/\(name)")
                            let file = try program.open(path, [.wronly, .creat, .excl])
                            _ = try program.write(file, Bytes(Array("file \(name)".utf8)))
                            try program.close(file)
                        }
                    }
                    _ = try await program.run()
                }
            },
            trips("trips-run", atMost: 3) { process, _ in
                {
                    let child = try await process.clone()
                    let command = try await child.exec(Command("true"))
                    guard try await command.wait().isSuccess else { throw TripError.failed }
                }
            },
            trips("trips-run-output", atMost: 12) { process, _ in
                {
                    let made = try await process.run(Command("echo", ["far"]))
                    guard made.text == "far\n" else { throw TripError.failed }
                }
            },
        ]
    }

    private enum TripError: Error { case failed }

    /// - Parameter prepare: Returns what is measured, given the process and an empty directory.
    private static func trips(
        _ name: String, atMost limit: Double,
        _ prepare:
            @escaping (LinuxProcess, FilePath) async throws -> @Sendable () async throws -> Void
    ) -> Measurement {
        Measurement(name: name, unit: "trips", referenceName: "the most that there may be", rounds: 3) {
            let delayed = #""$LINE" --delaying 50 | "$0" | "$LINE" --delaying 50"#
            let command = Command("sh", ["-c", delayed]).setting(
                "LINE", to: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            let far = try await LinuxProcess.local.start(through: command)
            let elapsed = try await LinuxProcess.local.withTemporaryDirectory { directory in
                let measured = try await prepare(far.process, directory.path)
                return try await nanoseconds { try await measured() }
            }
            _ = try await far.killAndWait()
            return ((elapsed / 1e8).rounded(.down), limit)
        }
    }
}

import Rsyscall
import Subprocess
import SystemPackage

extension Measurement {
    /// The output of commands.
    static var runOutputs: [Measurement] {
        [
            Measurement(
                name: "run-output-100mb", unit: "ms", referenceName: "swift-subprocess collecting bytes",
                rounds: 7
            ) {
                let size = 100 << 20
                let arguments = ["-c", "\(size)", "/dev/zero"]
                let ours = try await nanoseconds {
                    let output = try await LinuxProcess.local.run(Command("/usr/bin/head", arguments))
                    precondition(output.standardOutput.count == size)
                }
                let theirs = try await nanoseconds {
                    let result = try await Subprocess.run(
                        .path("/usr/bin/head"), arguments: Arguments(arguments),
                        output: .bytes(limit: size + 1), error: .bytes(limit: size + 1))
                    precondition(result.standardOutput.count == size)
                }
                return (ours / 1e6, theirs / 1e6)
            }
        ]
    }
}

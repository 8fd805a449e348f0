import CReference
import Rsyscall

extension Measurement {
    /// Calls on sockets of our own process.
    static var sockets: [Measurement] {
        [
            Measurement(
                name: "fd-pass", unit: "ns", referenceName: "sendmsg, recvmsg and close in C", rounds: 31
            ) {
                let count = 10_000
                let process = LinuxProcess.local
                let pair = try await process.socketpair(.unix, .stream)
                let file = try await process.memfd_create("bench")
                let ours = try await nanoseconds {
                    for _ in 0..<count {
                        _ = try await pair.first.sendmsg(Bytes([1]), passing: file)
                        var received = try await pair.second.recvmsg(upTo: 1).takeDescriptors()
                        try await received.removeFirst()?.close()
                    }
                }
                let (first, second) = (pair.first.number.rawValue, pair.second.number.rawValue)
                return (
                    ours / Double(count),
                    reference_fd_pass(first, second, file.number.rawValue, count) / Double(count)
                )
            }
        ]
    }
}

import Foundation
import Rsyscall
import Synchronization

/// Passes signals that are sent to us on to a child.
struct SignalForwarder {
    private static let forwarded: [SIG] = [.hup, .int, .quit, .term, .usr1, .usr2, .winch, .cont]
    /// Where the handler writes the number of each signal.
    private static let inbox = Atomic<CInt>(-1)

    let process: LinuxProcess
    let signaller: Signaller

    /// Forwards until the child is gone.
    func forward() async throws {
        let pipe = try await process.pipe2().take()
        Self.inbox.store(pipe.second.number.rawValue, ordering: .sequentiallyConsistent)
        Self.handleSignals()
        let reader = pipe.first
        while true {
            for number in try await reader.read(upTo: 64) {
                try signaller.kill(SIG(rawValue: CInt(number)))
            }
        }
    }

    private static func handleSignals() {
        for signal in forwarded {
            var action = sigaction()
            action.sa_flags = SA_SIGINFO | SA_RESTART
            action.__sigaction_handler.sa_sigaction = { number, info, _ in
                // What the terminal sends goes to the whole group, the child included.
                if let info, info.pointee.si_code == 0x80 { return }
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(SignalForwarder.inbox.load(ordering: .relaxed), &byte, 1)
            }
            sigaction(signal.rawValue, &action, nil)
        }
    }
}

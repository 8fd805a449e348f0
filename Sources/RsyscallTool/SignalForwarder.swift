import Foundation
import Rsyscall

/// Passes signals that are sent to us on to a child.
struct SignalForwarder {
    private static let forwarded: [SIG] = [.hup, .int, .quit, .term, .usr1, .usr2, .winch, .cont]

    /// Blocks the signals in this thread and those it makes.
    static func block() {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in forwarded { sigaddset(&set, signal.rawValue) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    let process: LinuxProcess
    let signaller: Signaller

    /// Forwards until the child is gone.
    func forward() async throws {
        var set = Sigset.empty
        for signal in Self.forwarded { set.insert(signal) }
        let mask = try await process.pointer(to: set)
        let number = try await mask.withPinned(in: process.task.addressSpace) { address in
            try await process.task.syscall(.signalfd4, CInt(-1), address, Sigset.byteCount, O.cloexec)
        }
        let descriptor = OwnedFileDescriptor(
            adopting: FileDescriptorNumber(CInt(number)), of: process.task)
        while true {
            let record = try await descriptor.read(upTo: 128)
            guard record.count == 128 else { return }
            let signal = SIG(rawValue: CInt(record[0]))
            // What the terminal sends goes to the whole group, the child included.
            let code = record[8..<12].reversed().reduce(CInt(0)) { $0 << 8 | CInt($1) }
            if code == 0x80 { continue }
            try signaller.kill(signal)
        }
    }
}

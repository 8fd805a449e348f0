import Foundation
import SystemPackage

@testable import Rsyscall

/// An owned descriptor that several tasks can reach, and that is closed with the last of them.
final class HeldDescriptor: Sendable {
    let descriptor: OwnedFileDescriptor

    init(_ descriptor: consuming OwnedFileDescriptor) { self.descriptor = descriptor }

    /// Whether the process with this number has it open, as a memory file of this name.
    func isOpen(in pid: CInt, as name: String) -> Bool {
        let link = "/proc/\(pid)/fd/\(descriptor.number)"
        let file = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
        return file?.hasPrefix("/memfd:\(name) ") ?? false
    }
}

/// A child that several tasks can reach, and that is killed with the last of them.
final class HeldChild: Sendable {
    let child: ClonedProcess

    init(_ child: consuming ClonedProcess) { self.child = child }
}

/// How many descriptors of the process with this number are of files with `name` in their links.
func openFiles(of pid: CInt = getpid(), named name: String) throws -> Int {
    let directory = "/proc/\(pid)/fd"
    return try FileManager.default.contentsOfDirectory(atPath: directory).count {
        // Those of other tests may be closed by now.
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: directory + "/" + $0)
        return link?.contains(name) ?? false
    }
}

/// Waits until no descriptor of the process with this number is of a file with `name` in its link. A close that was
/// posted is done a little later.
func awaitClosed(_ name: String, of pid: CInt = getpid()) async throws {
    while try openFiles(of: pid, named: name) > 0 {
        try Task.checkCancellation()
        await Task.yield()
    }
}

extension LinuxProcess {
    /// Waits until the process is in the call, as `/proc/PID/syscall` says.
    func awaitCall(_ call: SYS) async throws {
        let path = "/proc/\(pid)/syscall"
        while try !String(contentsOfFile: path, encoding: .utf8).hasPrefix("\(call.number) ") {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}

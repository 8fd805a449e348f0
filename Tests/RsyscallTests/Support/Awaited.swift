import Foundation
import Testing

/// Waits until a file is at `path`, by which a program says how far it is.
func awaitFile(at path: String) async throws {
    // Only inotify reports it, and that needs more than this tests. The time limit of the suite ends the wait.
    while !FileManager.default.fileExists(atPath: path) { try await Task.sleep(for: .milliseconds(1)) }
}

/// Waits until something holds.
func awaitTruth(of condition: () throws -> Bool) async throws {
    // Nothing reports it. The time limit of the suite ends the wait.
    while try !condition() { try await Task.sleep(for: .milliseconds(1)) }
}

/// Waits until no process has this number.
func awaitEnd(of pid: pid_t) async throws {
    // It isn't a child of ours, so nothing reports its end. The time limit of the suite ends the wait.
    while kill(pid, 0) == 0 { try await Task.sleep(for: .milliseconds(5)) }
}

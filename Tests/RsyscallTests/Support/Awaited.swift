import Foundation
import Testing

/// Waits until a file is at `path`, by which a program says how far it is.
///
/// Nothing wakes a process at that but inotify, which needs the folder; the time limit of the suite ends the wait.
func awaitFile(at path: String) async throws {
    while !FileManager.default.fileExists(atPath: path) { try await Task.sleep(for: .milliseconds(1)) }
}

/// Waits until no process has this number. It isn't a child of ours, so nothing reports its end; the time limit of the
/// suite ends the wait.
func awaitEnd(of pid: pid_t) async throws {
    while kill(pid, 0) == 0 { try await Task.sleep(for: .milliseconds(5)) }
}

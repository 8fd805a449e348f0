import Foundation
import Rsyscall

/// A child that the library did not make and does not wait for.
enum SpawnedProgram {
    /// Runs a program found in `PATH`, with its output in a file where one is given.
    static func start(_ arguments: [String], output: URL? = nil) throws -> ProcessID {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let output {
            posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        var pointers: [UnsafeMutablePointer<CChar>?] = []
        for argument in arguments { pointers.append(strdup(argument)) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        var pid: pid_t = 0
        let failure = posix_spawnp(&pid, arguments[0], &actions, nil, pointers, environ)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EINVAL) }
        return ProcessID(pid)
    }
}

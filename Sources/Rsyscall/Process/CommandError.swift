/// The error of a command that wasn't found or didn't succeed.
public enum CommandError: Error, Hashable {
    /// No directory of `path`, a list as in `PATH`, has a program with this name.
    case notFound(name: CString, path: CString)
    /// The command's process didn't exit with status 0.
    case failed(command: String, process: ProcessID, state: ChildState)
}

extension CommandError: CustomStringConvertible {
    /// One line for a person.
    public var description: String {
        switch self {
        case .notFound(let name, let path):
            "\(name): not found in \(path)"
        case .failed(let command, let process, let state):
            "\(command.isEmpty ? "process \(process)" : command) \(state)"
        }
    }
}

/// The error of a command that wasn't found, has an invalid variable, was terminated, or didn't succeed.
public enum CommandError: Error, Hashable {
    /// No directory of `path`, a list as in `PATH`, has a program with this name.
    case notFound(name: CString, path: CString)
    /// A variable's name is empty or contains `=`, so the command would take its line for another variable, or for
    /// none. `setenv(3)` refuses such names with `EINVAL`.
    case invalidVariable(name: CString)
    /// The command's process didn't exit with status 0. `message` is the end of what it printed to standard error, if the
    /// library has read that.
    case failed(command: String, process: ProcessID, state: ChildState, message: String = "")
    /// The command took longer than `timeout`, and was terminated. `output` has what it had written by then.
    case timedOut(command: String, timeout: Duration, output: CommandOutput)
    /// The command wrote more than was to be collected, and was terminated. `output` has the first `limit` bytes.
    case outputTooLong(command: String, limit: Int, output: CommandOutput)
}

extension CommandError: CustomStringConvertible {
    /// A one-line message.
    public var description: String {
        switch self {
        case .notFound(let name, let path):
            "\(name): not found in \(path)"
        case .invalidVariable(let name):
            "'\(name)' can't be the name of a variable"
        case .failed(let command, let process, let state, let message):
            (["\(command.isEmpty ? "process \(process)" : command) \(state)"] + message.split(separator: "\n"))
                .joined(separator: ": ")
        case .timedOut(let command, let timeout, _):
            "\(command) took longer than \(timeout)"
        case .outputTooLong(let command, let limit, _):
            "\(command) wrote more than \(limit) bytes"
        }
    }
}

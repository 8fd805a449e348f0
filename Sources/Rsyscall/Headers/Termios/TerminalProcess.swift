/// The ID of a process or a group that a call wrote.
struct TerminalProcess: CallResult {
    let pid: ProcessID

    init(_ outcome: borrowing CallOutcome) throws { pid = ProcessID(try CInt(outcome)) }
}

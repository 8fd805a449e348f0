/// The error of a call that the library can't have a process make, although Linux may. Nothing was done.
public struct Unsupported: Error, Hashable, CustomStringConvertible {
    /// The call.
    public let call: String
    /// The flags or arguments that are in the way.
    public let what: String

    init(_ call: SYS, _ what: String) {
        self.call = call.name
        self.what = what
    }

    /// One line for a person.
    public var description: String { "\(call) is not supported with \(what) here; see its documentation" }
}

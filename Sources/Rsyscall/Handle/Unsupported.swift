/// The error of a call that Linux may allow, but that the library can't have the process make. Nothing was done.
public struct Unsupported: Error, Hashable, CustomStringConvertible {
    /// The call.
    public let call: String
    /// The flags or arguments that are in the way.
    public let what: String

    init(_ call: SYS, _ what: String) { self.init(call.name, what) }

    init(_ call: String, _ what: String) {
        self.call = call
        self.what = what
    }

    /// The error of a call that Linux would apply to one thread of our own process, which has many.
    @usableFromInline
    init(ofOneThread call: SYS) {
        self.init(call, "one of the many threads of our own process; make it in a child, which has one")
    }

    /// A one-line message.
    public var description: String { "\(call) is not supported with \(what)" }
}

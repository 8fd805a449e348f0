/// An option of a socket, with the type of its values; see `getsockopt(2)` and `socket(7)`.
///
/// An option of the level `SOL_SOCKET` has the name of its constant without `SO_`, such as ``reuseaddr``. Options of
/// other levels have the whole name: `TCP_NODELAY` is ``tcp_nodelay``.
public struct SocketOption<Value: SockoptValue>: Sendable {
    let level: SOL
    let number: CInt
    let name: StaticString

    init(_ level: SOL, _ number: CInt, _ name: StaticString) {
        self.level = level
        self.number = number
        self.name = name
    }

    /// Creates an option that the library doesn't list.
    ///
    /// The value of some options contains an address, such as that of `SO_ATTACH_FILTER`. Setting or reading such an
    /// option can make the kernel read or write any memory of the process.
    public init(unsafeLevel level: SOL, number: CInt, name: StaticString) {
        self.init(level, number, name)
    }
}

extension SocketOption: RegisterArgument {
    /// The number of the option.
    public var register: UInt { UInt(truncatingIfNeeded: number) }
    /// The name in C.
    public var traced: String { name.description }
}

extension SocketOption: CustomStringConvertible {
    /// The name in C.
    public var description: String { name.description }
}

extension SocketOption<CInt> {
    /// `SO_ATTACH_FILTER`, whose value has an address.
    static var attachFilter: SocketOption { SocketOption(.socket, 26, "SO_ATTACH_FILTER") }
}

/// What the library sends first: the version in the first byte, and `syscall` in the other seven.
@frozen
public struct ClientGreeting: BitwiseCopyable, Sendable {
    /// The bytes.
    public let bytes: UInt64

    /// Its size in bytes.
    public static var byteCount: Int { 8 }

    /// The greeting of this version.
    public init() { bytes = 0x6c6c_6163_7379_7300 | UInt64(Wire.version) }

    /// Bytes that were received.
    public init(_ bytes: UInt64) { self.bytes = bytes }

    /// The version; `nil` if the bytes are no greeting.
    public var version: UInt8? { bytes >> 8 == Self().bytes >> 8 ? UInt8(truncatingIfNeeded: bytes) : nil }
}

/// What the stub sends first: a mark by which the end of what the command has printed before is recognized, and what the
/// library must know of the processes.
@frozen
public struct StubGreeting: BitwiseCopyable, Sendable {
    /// ``mark``.
    public var mark: (UInt64, UInt64)
    /// ``Wire/version``.
    public var version: UInt32
    /// The architecture, as `e_machine` of an ELF file has it: 62 for x86_64, 183 for aarch64.
    public var machine: UInt32
    /// The number of the first process in the pid namespace of the stub.
    public var pid: Int32
    /// The number of places for processes.
    public var places: UInt32
    /// The size of a page in bytes.
    public var pageSize: UInt64
    /// The address of the first place.
    public var base: UInt64
    /// The distance from one place to the next.
    public var stride: UInt64
    /// Where a process that is cloned finds its stack: the offset in its place.
    public var stack: UInt64
    /// Where the kernel is to note the number of a process when it has made it: the offset in its place.
    public var made: UInt64
    /// The address of the word that the kernel is to clear when a process leaves the memory of the stub.
    public var cleared: UInt64
    /// The signals that were blocked when the stub was started, a bit each.
    public var mask: UInt64
    /// Whether processes share the memory of the stub (1), or only the places (0).
    public var sharesMemory: UInt32
    /// The number of arguments that follow, each ended by a null byte.
    public var arguments: UInt32
    /// How many bytes the arguments are with the lines of the environment that come next, padded to a multiple of 8.
    public var words: UInt64

    /// Creates a greeting of this version, whose fields are 0.
    public init() {
        mark = Self.mark
        version = UInt32(Wire.version)
        machine = 0
        pid = 0
        places = 0
        pageSize = 0
        base = 0
        stride = 0
        stack = 0
        made = 0
        cleared = 0
        mask = 0
        sharesMemory = 0
        arguments = 0
        words = 0
    }

    /// The bytes `\0rsyscall stub\n\0`, which no command prints.
    public static var mark: (UInt64, UInt64) { (0x6c61_6373_7973_7200, 0x000a_6275_7473_206c) }

    /// The bytes `\0rsyscall memfd\n`, which a stub sends instead of a greeting if it got memory to share.
    public static var mailboxMark: (UInt64, UInt64) { (0x6c61_6373_7973_7200, 0x0a64_666d_656d_206c) }

    /// Its size in bytes.
    public static var byteCount: Int { 104 }

    /// The largest size of the arguments and the environment in bytes.
    public static var mostWords: Int { 1 << 20 }
}

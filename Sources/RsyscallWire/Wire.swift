/// The format of the stream between the library and the stub that serves processes elsewhere.
///
/// All numbers are little-endian. Each side starts with its greeting, ``ClientGreeting`` and ``StubGreeting``. Messages
/// follow, each a ``WireHeader`` with what its ``MessageKind`` says.
public enum Wire {
    /// The version of the format, which both sides must have.
    public static var version: UInt8 { 5 }

    /// The largest number of steps in a program.
    public static var mostSteps: Int { 1024 }

    /// The largest number of ranges that a program has sent back.
    public static var mostOutputs: Int { 4096 }

    /// The largest number of words in a frame that hold addresses in it.
    public static var mostRelocations: Int { 65535 }

    /// How many programs of one process may be sent before the first is answered.
    public static var window: Int { 8 }

    /// The size in bytes of a program, as it lies in the memory of the process, up to which the whole window may be
    /// used. Only one larger program of a process may be sent before it is answered.
    public static var smallProgram: Int { 64 << 10 }

    /// How many ends of processes may be reported before the library says that it has read some of them.
    public static var mostUnreadEnds: UInt32 { 1024 }

    /// The largest size in bytes of a program, as it lies in the memory of the process.
    public static var largestProgram: Int { 17 << 20 }
}

/// Rounds up to a multiple of 8, at which every part of a message starts.
@inlinable
public func wirePadded(_ count: Int) -> Int { (count + 7) & ~7 }

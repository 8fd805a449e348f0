/// The first 24 bytes of each message.
@frozen
public struct WireHeader: BitwiseCopyable, Sendable {
    /// The size of the message in bytes, of this header too. A multiple of 8.
    public var length: UInt32
    /// The process that it concerns.
    public var process: UInt32
    /// The raw value of a ``MessageKind``.
    public var kind: UInt8
    /// The raw value of a ``PlaceFlags`` in a message of the kind ``MessageKind/place`` or ``MessageKind/gone``, or the
    /// number of a signal.
    public var flags: UInt8
    /// The number of steps, or of their results.
    public var steps: UInt16
    /// The number of ranges of the frame that are sent back.
    public var outputs: UInt16
    /// The number of words in the frame that hold addresses in it.
    public var relocations: UInt16
    /// A number: of a program, the size of its frame in bytes; of the others, what their kind says.
    public var value: Int64

    /// Creates a header.
    public init(
        _ kind: MessageKind, length: Int = WireHeader.byteCount, process: UInt32 = 0, flags: UInt8 = 0,
        steps: Int = 0,
        outputs: Int = 0, relocations: Int = 0, value: Int64 = 0
    ) {
        self.length = UInt32(truncatingIfNeeded: length)
        self.process = process
        self.kind = kind.rawValue
        self.flags = flags
        self.steps = UInt16(truncatingIfNeeded: steps)
        self.outputs = UInt16(truncatingIfNeeded: outputs)
        self.relocations = UInt16(truncatingIfNeeded: relocations)
        self.value = value
    }

    /// Its size in bytes.
    public static var byteCount: Int { 24 }
}

/// What a message is about.
@frozen
public enum MessageKind: UInt8, Sendable {
    /// To the stub: make the steps. The steps follow, then the ranges, the relocations, and the bytes of the frame that
    /// are not left out by a range.
    case program = 1
    /// To the stub: prepare the place of a process that the next program may clone. The value is the number from which
    /// on it closes all descriptors, or 0.
    case place = 2
    /// To the stub: send the signal in the flags to the process whose number is the value, if it is a child that hasn't
    /// ended.
    case signal = 3
    /// To the stub: end all processes.
    case goodbye = 4
    /// To the stub: the process at this place has ended, and isn't a child of the stub, or was never made. Report it as
    /// left, unless that was done.
    case gone = 5

    /// To the library: the result of each step, then the bytes of the ranges. The value of the header is 0.
    case reply = 64
    /// To the library: the process at this place makes no more calls, since it has executed a program or has ended. The
    /// results of the program that it was making follow, if there was one.
    case left = 65
    /// To the library: the process whose number is the value has ended, with the wait status in `process`.
    case ended = 66
}

/// Options of a message about a place.
@frozen
public struct PlaceFlags: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Creates the set with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The new process sets its signals to their defaults before it serves.
    public static var resetsSignals: PlaceFlags { PlaceFlags(rawValue: 1) }

    /// The process is reported as left only if the kernel never made it. Its maker has left.
    public static var unlessMade: PlaceFlags { PlaceFlags(rawValue: 2) }
}

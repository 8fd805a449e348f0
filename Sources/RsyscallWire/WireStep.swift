/// A system call of a program, as it is sent and as the process reads it from its memory.
@frozen
public struct WireStep: BitwiseCopyable, Sendable {
    /// The number of the call.
    public var number: UInt16
    /// What the process must do besides the call.
    public var effects: UInt16
    /// Which arguments are the index of an earlier step and stand for its result, a bit each.
    public var results: UInt8
    /// Which arguments are offsets in the frame and stand for addresses, a bit each.
    public var frames: UInt8
    /// Whether the program ends if the call is refused: 0 or 1.
    public var endsOnRefusal: UInt16
    /// The arguments.
    public var arguments: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
    /// The place for the result.
    public var result: Int64

    /// Creates a step.
    public init(
        number: UInt16, effects: UInt16, results: UInt8, frames: UInt8, endsOnRefusal: Bool,
        arguments: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64), result: Int64
    ) {
        self.number = number
        self.effects = effects
        self.results = results
        self.frames = frames
        self.endsOnRefusal = endsOnRefusal ? 1 : 0
        self.arguments = arguments
        self.result = result
    }

    /// Its size in bytes.
    public static var byteCount: Int { 64 }
}

/// A range of the frame that is sent back.
@frozen
public struct WireOutput: BitwiseCopyable, Sendable {
    /// Where it starts in the frame, a multiple of 8. Ranges are sent in this order and don't overlap.
    public var offset: UInt32
    /// Its size in bytes.
    public var size: UInt32
    /// How many of its first bytes are sent to the stub, a multiple of 8. The rest isn't in the message.
    public var sent: UInt32
    /// If not 0, one more than the index of the step whose result is the number of bytes to send back.
    public var counted: UInt32

    /// Creates a range.
    public init(offset: Int, size: Int, sent: Int, counted: Int) {
        self.offset = UInt32(truncatingIfNeeded: offset)
        self.size = UInt32(truncatingIfNeeded: size)
        self.sent = UInt32(truncatingIfNeeded: sent)
        self.counted = UInt32(truncatingIfNeeded: counted)
    }

    /// Its size in bytes.
    public static var byteCount: Int { 16 }

    /// How many bytes are sent back if the step that it is counted by has this result.
    public func sentBack(_ result: Int64) -> Int {
        counted == 0 ? Int(size) : Int(min(max(result, 0), Int64(size)))
    }
}

/// A word of the frame that holds the address of another place in it.
@frozen
public struct WireRelocation: BitwiseCopyable, Sendable {
    /// Where the word lies, a multiple of 8.
    public var offset: UInt32
    /// The place.
    public var target: UInt32

    /// Creates a relocation.
    public init(offset: Int, target: Int) {
        self.offset = UInt32(truncatingIfNeeded: offset)
        self.target = UInt32(truncatingIfNeeded: target)
    }

    /// Its size in bytes.
    public static var byteCount: Int { 8 }
}

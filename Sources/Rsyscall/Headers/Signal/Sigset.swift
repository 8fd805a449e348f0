/// `sigset_t` of the kernel: a set of signals; see `sigsetops(3)`.
public struct Sigset: KernelStruct, Hashable {
    /// One bit for each signal, the first for signal 1.
    public var layout: UInt64

    /// Creates a set from its bits.
    public init(layout: UInt64) {
        self.layout = layout
    }

    /// Creates a set of signals.
    public init(_ signals: SIG...) {
        layout = 0
        for signal in signals { insert(signal) }
    }

    /// Returns whether the set contains a signal.
    public func contains(_ signal: SIG) -> Bool { layout & bit(signal) != 0 }
    /// Adds a signal.
    public mutating func insert(_ signal: SIG) { layout |= bit(signal) }
    /// Removes a signal.
    public mutating func remove(_ signal: SIG) { layout &= ~bit(signal) }

    /// The signals in the set, in the order of their numbers.
    public var signals: [SIG] { (1...64).map { SIG(rawValue: $0) }.filter(contains) }

    /// Returns the signals that are not in `other`.
    public func subtracting(_ other: Sigset) -> Sigset { Sigset(layout: layout & ~other.layout) }

    private func bit(_ signal: SIG) -> UInt64 {
        (1...64).contains(signal.rawValue) ? 1 << UInt64(signal.rawValue - 1) : 0
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Sigset: CustomStringConvertible {
    /// The signals as strace prints them: `[INT TERM]`, or `~[KILL]` if most are in the set.
    public var description: String {
        guard layout.nonzeroBitCount <= 32 else { return "~" + Sigset(layout: ~layout).description }
        let names = signals.map { signal in
            let name = signal.description
            return name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name
        }
        return "[" + names.joined(separator: " ") + "]"
    }
}

extension Sigset: CallResult {}

extension Sigset: ValueArgument {
    /// The set.
    public typealias Value = Sigset
}

extension ValueArgument where Self == Sigset {
    /// No signals.
    public static var empty: Sigset { Sigset(layout: 0) }
    /// All signals.
    public static var all: Sigset { Sigset(layout: ~0) }
}

extension ValueArgument where Self == NullValue<Sigset> {
    /// `NULL`, in place of a set.
    public static var null: NullValue<Sigset> { NullValue() }
}

/// A set of signals, as the kernel has it; see `sigsetops(3)`.
public struct Sigset: KernelStruct, Hashable {
    /// One bit for each signal, the first for signal 1.
    public var layout: UInt64

    /// The set with these bits.
    public init(layout: UInt64) {
        self.layout = layout
    }

    /// No signals.
    public static var empty: Sigset { Sigset(layout: 0) }
    /// All signals.
    public static var all: Sigset { Sigset(layout: ~0) }

    /// These signals.
    public init(_ signals: SIG...) {
        layout = 0
        for signal in signals { insert(signal) }
    }

    /// Whether the set has the signal.
    public func contains(_ signal: SIG) -> Bool { layout & bit(signal) != 0 }
    /// Adds a signal.
    public mutating func insert(_ signal: SIG) { layout |= bit(signal) }
    /// Removes a signal.
    public mutating func remove(_ signal: SIG) { layout &= ~bit(signal) }

    /// The signals that are not in `other`.
    public func subtracting(_ other: Sigset) -> Sigset { Sigset(layout: layout & ~other.layout) }

    private func bit(_ signal: SIG) -> UInt64 {
        (1...64).contains(signal.rawValue) ? 1 << UInt64(signal.rawValue - 1) : 0
    }
}

extension Sigset: CustomStringConvertible {
    /// The signals as strace prints them: `[INT TERM]`, or where most are in the set `~[KILL]`.
    public var description: String {
        guard layout.nonzeroBitCount <= 32 else { return "~" + Sigset(layout: ~layout).description }
        let names = (1...64).map { SIG(rawValue: $0) }.filter(contains).map { signal in
            let name = signal.description
            return name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name
        }
        return "[" + names.joined(separator: " ") + "]"
    }
}

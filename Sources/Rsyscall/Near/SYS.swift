/// A system call: its number, its name in the man pages, and its effects.
public struct SYS: Sendable, Hashable {
    /// The number on this architecture; -1, which the kernel answers with `ENOSYS`, if it has no such call.
    public let number: Int
    /// The effects of the call besides its result.
    @usableFromInline let effects: Effects
    // Static, so that a row is a constant in the client's binary too and costs nothing to make.
    @usableFromInline let staticName: StaticString

    /// The name in the man pages.
    public var name: String { staticName.description }

    @inlinable
    init(x86_64: Int32?, aarch64: Int32?, _ name: StaticString, _ effects: Effects = []) {
        #if arch(x86_64)
            let number = x86_64
        #elseif arch(arm64)
            let number = aarch64
        #else
            #error("The tables have no numbers for this architecture")
        #endif
        self.init(number: Int(number ?? -1), staticName: name, effects: effects)
    }

    /// Creates a call that the library doesn't list. The library assumes that it has every effect.
    public init(unlisted number: Int, _ name: StaticString) {
        self.init(number: number, staticName: name, effects: .all)
    }

    @inlinable
    init(number: Int, staticName: StaticString, effects: Effects) {
        self.number = number
        self.staticName = staticName
        self.effects = effects
    }

    /// Compares the numbers.
    @inlinable
    public static func == (left: SYS, right: SYS) -> Bool { left.number == right.number }

    /// Hashes the number.
    @inlinable
    public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

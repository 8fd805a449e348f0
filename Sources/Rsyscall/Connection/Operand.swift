/// The value that a register will hold when a call is made.
///
/// Only the library creates operands, so a conformance to ``CallArgument`` elsewhere can't put a number of its own into
/// a register.
public struct Operand: Sendable {
    @usableFromInline
    enum Kind: UInt8, Sendable {
        /// The word itself.
        case word
        /// The address of a place in the frame; the word is its offset.
        case frame
        /// What an earlier step of the same program returned; the word is that step's index.
        case result
    }

    @usableFromInline let kind: Kind
    @usableFromInline let word: UInt
    /// The effects that a call has besides those of its row, with this operand.
    @usableFromInline let added: Effects
    /// The effects that no call has with this operand, even if another one adds them.
    @usableFromInline let removed: Effects

    @inlinable
    init(_ kind: Kind, _ word: UInt, adding added: Effects = [], removing removed: Effects = []) {
        self.kind = kind
        self.word = word
        self.added = added
        self.removed = removed
    }

    /// The same with more effects.
    @inlinable
    func adding(_ effects: Effects) -> Operand {
        Operand(kind, word, adding: added.union(effects), removing: removed)
    }

    @inlinable
    static func word(_ word: UInt) -> Operand { Operand(.word, word) }

    @inlinable
    static func frame(_ offset: Int) -> Operand { Operand(.frame, UInt(bitPattern: offset)) }

    // What the step opens isn't known yet, so calls on a duplicate of it may wait.
    @inlinable
    static func result(of step: Int) -> Operand {
        Operand(.result, UInt(bitPattern: step), removing: .makesStoredFile)
    }
}

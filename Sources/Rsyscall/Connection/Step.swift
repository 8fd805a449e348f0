public import CRsyscall

/// One system call, with what goes into its registers.
@usableFromInline
struct Step: Sendable {
    @usableFromInline typealias Words = (UInt, UInt, UInt, UInt, UInt, UInt)

    /// The number of the call.
    @usableFromInline var number: Int
    @usableFromInline var effects: Effects
    /// The kind of each operand, two bits each, that of the first lowest.
    @usableFromInline var kinds: UInt16
    @usableFromInline var words: Words
    /// Whether the rest of the program is skipped if this step is refused.
    @usableFromInline var endsOnRefusal = true

    @inlinable
    init(_ call: SYS, _ words: Words = (0, 0, 0, 0, 0, 0)) {
        number = call.number
        effects = call.effects
        kinds = 0
        self.words = words
    }

    @inlinable
    init(
        _ call: SYS, _ a: Operand, _ b: Operand, _ c: Operand, _ d: Operand, _ e: Operand, _ f: Operand
    ) {
        number = call.number
        effects = Effects(
            rawValue: (call.effects.rawValue | a.added.rawValue | b.added.rawValue | c.added.rawValue
                | d.added.rawValue | e.added.rawValue | f.added.rawValue)
                & ~(a.removed.rawValue | b.removed.rawValue | c.removed.rawValue | d.removed.rawValue
                | e.removed.rawValue | f.removed.rawValue))
        kinds =
            UInt16(a.kind.rawValue) | UInt16(b.kind.rawValue) << 2 | UInt16(c.kind.rawValue) << 4
            | UInt16(d.kind.rawValue) << 6 | UInt16(e.kind.rawValue) << 8 | UInt16(f.kind.rawValue) << 10
        words = (a.word, b.word, c.word, d.word, e.word, f.word)
    }

    /// Whether every operand is a word.
    @inlinable var isResolved: Bool { kinds == 0 }
}

extension Step {
    /// A call that unmaps pages.
    static func munmap(_ range: MemoryRange) -> Step {
        Step(.munmap, (range.address.rawValue, UInt(range.length), 0, 0, 0, 0))
    }

    /// The step with words only, for a frame at `base`.
    ///
    /// - Returns: `nil` if it needs the result of a step that was refused or skipped.
    @inlinable
    func resolved(frameAt base: UInt, results: Span<Int>? = nil) -> Step? {
        if kinds == 0 { return self }
        var step = self
        step.kinds = 0
        guard Self.resolve(&step.words.0, kinds, base, results),
            Self.resolve(&step.words.1, kinds >> 2, base, results),
            Self.resolve(&step.words.2, kinds >> 4, base, results),
            Self.resolve(&step.words.3, kinds >> 6, base, results),
            Self.resolve(&step.words.4, kinds >> 8, base, results),
            Self.resolve(&step.words.5, kinds >> 10, base, results)
        else { return nil }
        return step
    }

    @inlinable
    static func resolve(_ word: inout UInt, _ kind: UInt16, _ base: UInt, _ results: Span<Int>?) -> Bool {
        switch kind & 3 {
        case UInt16(Operand.Kind.frame.rawValue):
            word &+= base
        case UInt16(Operand.Kind.result.rawValue):
            guard let results, word < UInt(results.count) else { return false }
            let result = results[Int(word)]
            guard !SyscallResult.isRefusal(result) else { return false }
            // The note of `OpenedFile` may stay in the upper half: the kernel uses only the lower half of a descriptor.
            word = UInt(bitPattern: result)
        default: break
        }
        return true
    }

    /// The result of a step that was not made, since an earlier one was refused.
    @inlinable static var skipped: Int { -Int(ECANCELED) }

    /// The result of a step whose process ended before the result was known. The call may have been made.
    static var begun: Int { .min }
}

/// What the kernel left in the result register.
@usableFromInline
enum SyscallResult {
    /// Whether it is a negated errno.
    @inlinable
    static func isRefusal(_ result: Int) -> Bool { result < 0 && result >= -4095 }

    /// Returns the result that a process with memory of its own reports, or `EIO` negated for one that the kernel never
    /// leaves.
    static func plausible(_ result: Int) -> Int { result < -4095 ? -Int(EIO) : result }
}

extension Step {
    /// Makes the call on this thread and returns what the kernel left in the result register.
    @inlinable
    @inline(__always)
    func made() -> Int {
        let (a, b, c, d, e, f) = words
        return rsyscall_instruction(number, a, b, c, d, e, f)
    }

    /// Makes the call on this thread, if it is one that never waits and is the same on all threads.
    @inlinable
    @inline(__always)
    func madeIfPlain() -> Int? {
        guard effects.isDisjoint(with: [.thread, .waits, .reads, .writes, .opens]), !rsyscall_is_copy() else {
            return nil
        }
        return made()
    }
}

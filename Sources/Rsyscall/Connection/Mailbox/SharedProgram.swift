import CRsyscall

/// The steps of a program, in memory that the server shares and writes their results to.
struct SharedProgram: ~Copyable {
    private let memory: Frame
    private let count: Int
    /// The effects of all the steps.
    let effects: Effects
    /// Whether each step executes a program.
    private let executing: [Bool]

    /// The steps, for a frame that stays at `base`, in memory that an empty frame takes; `nil` if there is none.
    init?(_ steps: [Step], frameAt base: UInt, in memory: consuming Frame) {
        var memory = memory
        guard (try? memory.reserve(max(steps.count, 1) * MemoryLayout<rsyscall_step>.stride)) != nil else {
            return nil
        }
        var effects = Effects()
        for (index, step) in steps.enumerated() {
            effects.formUnion(step.effects)
            memory.base.storeBytes(
                of: rsyscall_step(step, frameAt: base),
                toByteOffset: index * MemoryLayout<rsyscall_step>.stride,
                as: rsyscall_step.self)
        }
        self.memory = memory
        count = steps.count
        self.effects = effects
        executing = steps.map { $0.effects.contains(.executes) }
    }

    /// The call that makes the server make the steps.
    var call: Step {
        var command = Step(command: RSYSCALL_NUMBER_PROGRAM, memory.address, UInt(count))
        command.effects.formUnion(effects)
        return command
    }

    var results: [Int] { (0..<count).map { result(of: $0) } }

    /// Whether a step that executes a program was reached.
    var hasExecuted: Bool { (0..<count).contains { executing[$0] && result(of: $0) == 0 } }

    private func result(of index: Int) -> Int {
        let result = memory.base.load(
            fromByteOffset: index * MemoryLayout<rsyscall_step>.stride, as: rsyscall_step.self
        ).result
        return result == Step.begun ? result : SyscallResult.plausible(result)
    }
}

extension rsyscall_step {
    fileprivate init(_ step: Step, frameAt base: UInt) {
        self.init()
        number = step.slotNumber
        effects = UInt16(truncatingIfNeeded: step.effects.rawValue)
        ends_on_refusal = step.endsOnRefusal ? 1 : 0
        result = Step.skipped
        let words = [step.words.0, step.words.1, step.words.2, step.words.3, step.words.4, step.words.5]
        withUnsafeMutableBytes(of: &arguments) { arguments in
            let arguments = arguments.assumingMemoryBound(to: UInt.self)
            for (index, word) in words.enumerated() {
                switch step.kinds >> UInt16(2 * index) & 3 {
                case UInt16(Operand.Kind.frame.rawValue): arguments[index] = base &+ word
                case UInt16(Operand.Kind.result.rawValue):
                    arguments[index] = word
                    results |= 1 << UInt16(index)
                default: arguments[index] = word
                }
            }
        }
    }
}

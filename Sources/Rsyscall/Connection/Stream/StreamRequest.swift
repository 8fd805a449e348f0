import CRsyscall
import Glibc
import RsyscallWire

/// A program as it is sent over a stream, and where its results go.
final class StreamRequest: @unchecked Sendable {
    // Sound because the task that made it waits while the slot of its mailbox has it, and whoever takes the answer off
    // the stream writes the results before that slot says that it is done.
    /// The message up to the frame, which this owns.
    let head: UnsafeMutableRawBufferPointer
    private let layout: ProgramLayout
    /// Whether its process can have only one such program at a time.
    let isLarge: Bool
    /// Whether the sender reads the frame itself instead of a copy.
    let isLent: Bool
    private let frame: UnsafeMutableRawPointer
    private let outputs: [WireOutput]
    private(set) var results: [Int]
    /// Where the rest of the answer belongs, if it was begun.
    var missing = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    /// Encodes the steps and their frame, which must stay at its address until the request has ended.
    ///
    /// - Returns: `nil` if that is more than a message can hold, or if there is no memory.
    init?(
        _ steps: [Step], _ frame: borrowing Frame, for place: UInt32, _ numbers: CallNumbers = .same
    ) {
        let outputs = frame.outputs(for: steps)
        let relocations = frame.notes.count { $0.kind == .address }
        guard steps.count <= Wire.mostSteps, outputs.count <= Wire.mostOutputs,
            relocations <= Wire.mostRelocations,
            frame.count <= Wire.largestProgram
        else { return nil }
        let missing = outputs.reduce(0) { $0 + wirePadded(Int($1.size)) - Int($1.sent) }
        var header = WireHeader(
            .program, process: place, steps: steps.count, outputs: outputs.count, relocations: relocations,
            value: Int64(frame.count))
        guard let layout = ProgramLayout(header) else { return nil }
        let length = WireHeader.byteCount + layout.headByteCount + frame.count - missing
        let headLength = WireHeader.byteCount + layout.headByteCount
        guard let start = malloc(headLength) else { return nil }
        header.length = UInt32(length)
        head = UnsafeMutableRawBufferPointer(start: start, count: headLength)
        self.layout = layout
        isLarge = layout.byteCount > Wire.smallProgram
        isLent = length - headLength >= Self.lending
        self.frame = frame.base
        self.outputs = outputs
        results = Array(repeating: Step.skipped, count: steps.count)
        start.storeBytes(of: header, as: WireHeader.self)
        var place = start + WireHeader.byteCount
        for step in steps {
            place.storeBytes(of: WireStep(step, numbers), as: WireStep.self)
            place += WireStep.byteCount
        }
        for output in outputs {
            place.storeBytes(of: output, as: WireOutput.self)
            place += WireOutput.byteCount
        }
        for note in frame.notes where note.kind == .address {
            place.storeBytes(
                of: WireRelocation(offset: note.offset, target: note.value), as: WireRelocation.self)
            place += WireRelocation.byteCount
        }
    }

    /// From how many bytes on they aren't copied first.
    static let lending = 16 << 10

    deinit { free(head.baseAddress) }

    /// Runs `body` on each part of the frame that is sent.
    func forEachInput(_ body: (UnsafeRawBufferPointer) -> Void) {
        guard let start = head.baseAddress else { return }
        var (index, position) = (0, 0)
        while let input = layout.nextInput(from: position, &index, at: start + WireHeader.byteCount) {
            body(UnsafeRawBufferPointer(start: frame + input.offset, count: input.count))
            position = input.offset + input.count
        }
    }

    /// The result of a request for a single call; 0 for a program.
    var result: Int { results.count == 1 ? results[0] : 0 }

    /// Takes the answer: the results, and the bytes that the calls wrote to the frame.
    ///
    /// - Returns: `false`, and nothing was written to the frame, if it isn't an answer to this program.
    func take(_ answer: UnsafeRawBufferPointer, steps: Int) -> Bool {
        begin(answer, of: answer.count, steps: steps) && missing.isEmpty
    }

    /// Takes the start of an answer of `count` bytes. The rest belongs where `missing` is.
    ///
    /// - Returns: `false`, and nothing was written to the frame, if it isn't the start of an answer to this program, or
    ///   more than one range would be missing.
    func begin(_ answer: UnsafeRawBufferPointer, of count: Int, steps: Int) -> Bool {
        guard let results = results(in: answer, steps), let start = answer.baseAddress else { return false }
        let counts = outputs.map { output in
            output.sentBack(output.counted == 0 ? 0 : Int64(results[Int(output.counted) - 1]))
        }
        guard count == counts.reduce(steps * 8, { $0 + wirePadded($1) }),
            answer.count >= count - wirePadded(counts.last ?? 0)
        else { return false }
        self.results = results.map(SyscallResult.plausible)
        var position = steps * 8
        for (output, size) in zip(outputs, counts) {
            // The frame has room for a whole number of words.
            let place = UnsafeMutableRawBufferPointer(
                start: frame + Int(output.offset), count: wirePadded(size))
            let here = min(place.count, answer.count - position)
            place.copyMemory(from: UnsafeRawBufferPointer(start: start + position, count: here))
            missing = UnsafeMutableRawBufferPointer(rebasing: place[here...])
            position += here
        }
        return true
    }

    /// Notes that the process may begin it from now on, or that it has not begun it.
    func note(mayHaveBegun: Bool) {
        for index in results.indices { results[index] = mayHaveBegun ? Step.begun : Step.skipped }
    }

    /// Takes the results of the steps up to the last that was made; without any, none was begun.
    func takeLast(_ answer: UnsafeRawBufferPointer, steps: Int) {
        if steps == 0 { return note(mayHaveBegun: false) }
        guard let results = results(in: answer, steps) else { return }
        self.results = results.map { $0 == Step.begun ? $0 : SyscallResult.plausible($0) }
    }

    private func results(in answer: UnsafeRawBufferPointer, _ steps: Int) -> [Int]? {
        guard steps == results.count, answer.count >= steps * 8 else { return nil }
        return (0..<steps).map { Int(answer.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self)) }
    }
}

extension Frame {
    /// The ranges that are sent back for these steps.
    fileprivate func outputs(for steps: [Step]) -> [WireOutput] {
        notes.compactMap { note in
            guard note.kind != .address, note.value > 0 else { return nil }
            let counter = steps.firstIndex { $0.fills(note.offset) }
            return WireOutput(
                offset: note.offset, size: note.value, sent: note.kind == .room ? 0 : sent(note),
                counted: counter.map { $0 + 1 } ?? 0)
        }
    }

    /// How many bytes of a range are sent: the call may read what is there, but for zeros at its end.
    private func sent(_ note: Note) -> Int {
        var count = wirePadded(note.value)
        while count > 8, base.load(fromByteOffset: note.offset + count - 8, as: UInt64.self) == 0 {
            count -= 8
        }
        return count
    }
}

extension Step {
    /// Whether the result of the call is the number of bytes that it wrote to the place at this offset in the frame.
    fileprivate func fills(_ offset: Int) -> Bool {
        effects.contains(.transfers) && effects.isDisjoint(with: .vectored)
            && kinds >> 2 & 3 == UInt16(Operand.Kind.frame.rawValue) && words.1 == UInt(bitPattern: offset)
    }
}

extension WireStep {
    init(_ step: Step, _ numbers: CallNumbers = .same) {
        var (frames, results): (UInt8, UInt8) = (0, 0)
        for index in 0..<6 {
            switch step.kinds >> UInt16(2 * index) & 3 {
            case UInt16(Operand.Kind.frame.rawValue): frames |= 1 << UInt8(index)
            case UInt16(Operand.Kind.result.rawValue): results |= 1 << UInt8(index)
            default: break
            }
        }
        let words = step.words
        self.init(
            number: step.isCommand ? step.slotNumber : numbers[step.number],
            effects: UInt16(truncatingIfNeeded: step.effects.rawValue),
            results: results, frames: frames,
            endsOnRefusal: step.endsOnRefusal,
            arguments: (
                UInt64(words.0), UInt64(words.1), UInt64(words.2), UInt64(words.3), UInt64(words.4),
                UInt64(words.5)
            ),
            result: Int64(Step.skipped))
    }
}

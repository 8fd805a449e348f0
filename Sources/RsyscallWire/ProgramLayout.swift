/// Where the parts of a program lie in the memory of the process that makes its calls. They have been received up to
/// the frame as they lie there; of the frame, what the ranges leave out is missing.
@frozen
public struct ProgramLayout: Sendable {
    /// The number of steps, which are at the start.
    public let steps: Int
    /// The number of ranges.
    public let outputs: Int
    /// Where the ranges are.
    public let outputsOffset: Int
    /// The number of relocations.
    public let relocations: Int
    /// Where the relocations are.
    public let relocationsOffset: Int
    /// The size of the frame in bytes.
    public let frame: Int
    /// Where the frame is.
    public let frameOffset: Int

    /// The layout that a header announces; `nil` if it is too large or impossible.
    public init?(_ header: WireHeader) {
        steps = Int(header.steps)
        outputs = Int(header.outputs)
        relocations = Int(header.relocations)
        guard steps > 0, steps <= Wire.mostSteps, outputs <= Wire.mostOutputs, header.value >= 0,
            header.value <= Int64(Wire.largestProgram)
        else { return nil }
        frame = Int(header.value)
        outputsOffset = steps * WireStep.byteCount
        relocationsOffset = outputsOffset + outputs * WireOutput.byteCount
        // Frames are aligned for any C type.
        frameOffset = (relocationsOffset + relocations * WireRelocation.byteCount + 15) & ~15
        guard frame & 7 == 0, frameOffset + frame <= Wire.largestProgram else { return nil }
    }

    /// The size of all in bytes.
    public var byteCount: Int { frameOffset + frame }

    /// How many bytes of the message come before the frame, without the header.
    public var headByteCount: Int { relocationsOffset + relocations * WireRelocation.byteCount }

    /// Checks the head of a message of `length` bytes, which lies at `start`, and clears what it says is 0.
    ///
    /// - Returns: `false` if the parts contradict each other.
    public func takeHead(at start: UnsafeMutableRawPointer, of length: Int) -> Bool {
        guard let inputs = inputByteCount(at: start),
            length == WireHeader.byteCount + headByteCount + inputs
        else { return false }
        for index in 0..<outputs {
            let output = output(index, at: start)
            guard output.sent > 0 else { continue }
            let rest = start + frameOffset + Int(output.offset) + Int(output.sent)
            rest.initializeMemory(
                as: UInt8.self, repeating: 0, count: wirePadded(Int(output.size)) - Int(output.sent))
        }
        return true
    }

    /// Checks the ranges, for a program that lies at `start`.
    ///
    /// - Returns: The number of bytes of the frame that are in the message, or `nil` if the parts contradict each other.
    func inputByteCount(at start: UnsafeMutableRawPointer) -> Int? {
        var (end, missing) = (0, 0)
        for index in 0..<outputs {
            let output = self.output(index, at: start)
            let (offset, size, sent) = (Int(output.offset), Int(output.size), Int(output.sent))
            guard offset & 7 == 0, sent & 7 == 0, offset >= end, size <= frame,
                offset <= frame - wirePadded(size),
                sent <= wirePadded(size), Int(output.counted) <= steps
            else { return nil }
            end = offset + wirePadded(size)
            missing += wirePadded(size) - sent
        }
        return frame - missing
    }

    /// Returns the next part of the frame that is in the message, from `position` in the frame on, or `nil` at the end.
    ///
    /// - Parameter index: The range that comes next, which this advances.
    public func nextInput(
        from position: Int, _ index: inout Int, at start: UnsafeMutableRawPointer
    ) -> (offset: Int, count: Int)? {
        var position = position
        while index < outputs {
            let output = self.output(index, at: start)
            let sentEnd = Int(output.offset) + Int(output.sent)
            if position < sentEnd { return (position, sentEnd - position) }
            position = Int(output.offset) + wirePadded(Int(output.size))
            index += 1
        }
        return position < frame ? (position, frame - position) : nil
    }

    /// Makes the relocated words addresses, and the arguments that are offsets in the frame.
    ///
    /// - Returns: `false` if one is outside of the frame.
    public func relocate(at start: UnsafeMutableRawPointer) -> Bool {
        let base = UInt64(UInt(bitPattern: start + frameOffset))
        for index in 0..<relocations {
            let relocation = start.load(
                fromByteOffset: relocationsOffset + index * WireRelocation.byteCount, as: WireRelocation.self)
            let (offset, target) = (Int(relocation.offset), Int(relocation.target))
            guard offset & 7 == 0, offset <= frame - 8, target <= frame else { return false }
            start.storeBytes(
                of: base &+ UInt64(target), toByteOffset: frameOffset + offset, as: UInt64.self)
        }
        for index in 0..<steps {
            let step = start + index * WireStep.byteCount
            // Cleared, since the process takes both bytes for the mask of results.
            let frames = step.load(fromByteOffset: 5, as: UInt8.self)
            step.storeBytes(of: 0, toByteOffset: 5, as: UInt8.self)
            for argument in 0..<6 where frames & 1 << UInt8(argument) != 0 {
                let word = step + 8 + argument * 8
                let offset = word.load(as: UInt64.self)
                guard offset <= UInt64(frame) else { return false }
                word.storeBytes(of: base &+ offset, as: UInt64.self)
            }
        }
        return true
    }

    /// The range with this index.
    public func output(_ index: Int, at start: UnsafeMutableRawPointer) -> WireOutput {
        start.load(fromByteOffset: outputsOffset + index * WireOutput.byteCount, as: WireOutput.self)
    }

    /// The result of the step with this index.
    public func result(_ index: Int, at start: UnsafeMutableRawPointer) -> Int64 {
        start.load(fromByteOffset: index * WireStep.byteCount + 56, as: Int64.self)
    }

    /// How many bytes of a range are sent back, given the results.
    public func sentBack(_ index: Int, at start: UnsafeMutableRawPointer) -> Int {
        let output = output(index, at: start)
        return output.sentBack(output.counted == 0 ? 0 : result(Int(output.counted) - 1, at: start))
    }
}

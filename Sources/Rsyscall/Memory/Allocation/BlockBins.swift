/// Free blocks by size, so that one large enough is found in constant time.
///
/// Two levels, after TLSF (Masmano, Ripoll, Crespo and Real, 2004): powers of two, and sixteen steps
/// between each and the next. Below ``smallLimit`` every bin holds one size.
struct BlockBins: ~Copyable {
    /// What every size and address is rounded to.
    static let grain: UInt = 16

    private static let steps = 16
    private static let smallShift = 8
    private static let smallLimit = 1 << smallShift
    private static let levels = 64 - smallShift

    private var heads: UnsafeMutablePointer<BlockReference?>
    private var levelsInUse: UInt64 = 0
    private var stepsInUse: UnsafeMutablePointer<UInt32>

    init() {
        heads = .allocate(capacity: Self.levels * Self.steps)
        heads.initialize(repeating: nil, count: Self.levels * Self.steps)
        stepsInUse = .allocate(capacity: Self.levels)
        stepsInUse.initialize(repeating: 0, count: Self.levels)
    }

    deinit {
        heads.deallocate()
        stepsInUse.deallocate()
    }

    /// The bin that blocks of `size` bytes are in.
    private static func bin(of size: Int) -> (level: Int, step: Int) {
        if size < smallLimit { return (0, size >> 4) }
        let power = Int.bitWidth - 1 - size.leadingZeroBitCount
        return (power - smallShift + 1, (size >> (power - 4)) & (steps - 1))
    }

    mutating func insert(_ block: UnsafeMutablePointer<Block>) {
        let usable = block.pointee.usable
        guard usable > 0 else { return }
        let (level, step) = Self.bin(of: usable)
        let head = level * Self.steps + step
        let reference = BlockReference(block)
        block.pointee.previousInBin = nil
        block.pointee.nextInBin = heads[head]
        heads[head]?.pointer.pointee.previousInBin = reference
        heads[head] = reference
        block.pointee.isBinned = true
        levelsInUse |= 1 << UInt64(level)
        stepsInUse[level] |= 1 << UInt32(step)
    }

    mutating func remove(_ block: UnsafeMutablePointer<Block>) {
        guard block.pointee.isBinned else { return }
        block.pointee.isBinned = false
        if let next = block.pointee.nextInBin {
            next.pointer.pointee.previousInBin = block.pointee.previousInBin
        }
        if let previous = block.pointee.previousInBin {
            previous.pointer.pointee.nextInBin = block.pointee.nextInBin
            return
        }
        let (level, step) = Self.bin(of: block.pointee.usable)
        let head = level * Self.steps + step
        heads[head] = block.pointee.nextInBin
        if heads[head] == nil {
            stepsInUse[level] &= ~(1 << UInt32(step))
            if stepsInUse[level] == 0 { levelsInUse &= ~(1 << UInt64(level)) }
        }
    }

    /// Returns a block with at least `size` usable bytes, a multiple of the grain; it stays in its bin.
    func find(_ size: Int) -> UnsafeMutablePointer<Block>? {
        // Rounded up to the next step, since a bin's blocks are only as large as its lower bound.
        var rounded = size
        if size >= Self.smallLimit {
            let power = Int.bitWidth - 1 - size.leadingZeroBitCount
            let (sum, overflow) = size.addingReportingOverflow((1 << (power - 4)) - 1)
            guard !overflow else { return nil }
            rounded = sum
        }
        let (level, step) = Self.bin(of: rounded)
        guard level < Self.levels else { return nil }
        let stepsHere = stepsInUse[level] & (~0 << UInt32(step))
        if stepsHere != 0 {
            return heads[level * Self.steps + stepsHere.trailingZeroBitCount]?.pointer
        }
        let levelsAbove = levelsInUse & (~0 << UInt64(level + 1))
        guard levelsAbove != 0 else { return nil }
        let above = levelsAbove.trailingZeroBitCount
        return heads[above * Self.steps + stepsInUse[above].trailingZeroBitCount]?.pointer
    }
}

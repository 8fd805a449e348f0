import Testing

@testable import Rsyscall

@Suite struct BlockHeapTests {
    /// A live block and the bytes it must have.
    private struct Live {
        let block: BlockReference
        var start: UInt
        var size: Int
    }

    private func region(_ base: UInt, _ length: Int) throws -> MappedRegion {
        let region = MappedRegion(
            range: try MemoryRange(address: Address(base), length: length, pageSize: 4096),
            space: AddressSpace(), members: SpaceMembers(NoConnection()), isDirect: true)
        region.forget()
        return region
    }

    @Test func `the block freed last is allocated again if it fits, and else joined`() throws {
        let heap = BlockHeap()
        heap.addArena(try region(0x10_0000, 4096), base: Address(0x10_0000), length: 4096)
        let first = try #require(heap.allocate(size: 100, alignment: 16))
        let start = first.pointer.pointee.address
        #expect(heap.free(first) == nil)
        #expect(heap.statistics == .init(liveBlocks: 0, liveBytes: 0, arenas: 1))
        let again = try #require(heap.allocate(size: 97, alignment: 1))
        #expect(again.pointer.pointee.address == start)
        #expect(heap.statistics == .init(liveBlocks: 1, liveBytes: 97, arenas: 1))
        #expect(heap.free(again) == nil)
        let whole = try #require(heap.allocate(size: 4096, alignment: 16))
        #expect(whole.pointer.pointee.address == start)
        #expect(heap.free(whole) == nil)
        #expect(heap.contradictions() == [])
        let front = try #require(heap.allocate(size: 16, alignment: 16))
        let odd = try #require(heap.allocate(size: 32, alignment: 16))
        let held = try #require(heap.allocate(size: 16, alignment: 16))
        #expect(heap.free(odd) == nil)
        let aligned = try #require(heap.allocate(size: 32, alignment: 64))
        #expect(aligned.pointer.pointee.address % 64 == 0, "the one freed last is not so aligned")
        for block in [front, held, aligned] { #expect(heap.free(block) == nil) }
        #expect(heap.contradictions() == [])
    }
    @Test func `two arenas that are empty are not both kept, whichever block was freed last`() throws {
        for last in 0..<2 {
            let heap = BlockHeap()
            var blocks: [BlockReference] = []
            for arena in 1...2 {
                let base = UInt(0x10_0000 * arena)
                heap.addArena(try region(base, 4096), base: Address(base), length: 4096)
                blocks.append(try #require(heap.allocate(size: 4000, alignment: 16)))
            }
            #expect(heap.free(blocks[1 - last]) == nil)
            #expect(heap.free(blocks[last]) != nil)
            #expect(heap.statistics.arenas == 1)
            #expect(heap.contradictions() == [])
        }
    }
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `few sizes in random order leave a heap without contradictions`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let heap = BlockHeap()
        heap.addArena(try region(0x10_0000, 0x1_0000), base: Address(0x10_0000), length: 0x1_0000)
        var live: [BlockReference] = []
        for step in 0..<20_000 {
            if Bool.random(using: &random) || live.isEmpty {
                let size = [16, 24, 100, 512, 5000].randomElement(using: &random) ?? 16
                guard let block = heap.allocate(size: size, alignment: 1 << (step % 8)) else { continue }
                #expect(block.pointer.pointee.address % UInt(1 << (step % 8)) == 0)
                live.append(block)
            } else {
                let last = Bool.random(using: &random)
                let index = last ? live.count - 1 : Int.random(in: 0..<live.count, using: &random)
                #expect(heap.free(live.remove(at: index)) == nil)
            }
            if step % 101 == 0 {
                #expect(heap.contradictions() == [], "seed \(seed) step \(step)")
                #expect(heap.statistics.liveBlocks == live.count)
            }
        }
        for block in live { #expect(heap.free(block) == nil) }
        #expect(heap.allocate(size: 0x1_0000, alignment: 16) != nil, "everything came back in one piece")
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `BlockHeap agrees with a model over random sequences`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let heap = BlockHeap()
        for arena in 0..<3 {
            let base = UInt(0x10_0000 * (arena + 1))
            heap.addArena(try region(base, 0x1_0000), base: Address(base), length: 0x1_0000)
        }
        var live: [Live] = []
        for step in 0..<4000 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4:
                let size = Int.random(in: 1...700, using: &random)
                let alignment = 1 << Int.random(in: 0...13, using: &random)
                if let block = heap.allocate(size: size, alignment: alignment) {
                    let start = block.pointer.pointee.address
                    #expect(start % UInt(alignment) == 0, "seed \(seed) step \(step)")
                    live.append(Live(block: block, start: start, size: size))
                }
            case 4..<6 where !live.isEmpty:
                let index = Int.random(in: 0..<live.count, using: &random)
                guard live[index].size > 1 else { continue }
                let at = Int.random(in: 1..<live[index].size, using: &random)
                let right = heap.split(live[index].block, at: at)
                live.append(
                    Live(block: right, start: live[index].start + UInt(at), size: live[index].size - at))
                live[index].size = at
            case 6 where live.count > 1:
                let left = Int.random(in: 0..<live.count, using: &random)
                let end = live[left].start + UInt(live[left].size)
                let right = Int.random(in: 0..<live.count, using: &random)
                let neighbor = live.firstIndex { $0.start == end } ?? right
                guard neighbor != left else { continue }
                if heap.merge(live[left].block, live[neighbor].block) {
                    #expect(live[neighbor].start == end, "seed \(seed) step \(step)")
                    live[left].size += live[neighbor].size
                    live.remove(at: neighbor)
                }
            default:
                guard !live.isEmpty else { continue }
                let index = Int.random(in: 0..<live.count, using: &random)
                _ = heap.free(live.remove(at: index).block)
            }
            if step % 200 == 0 {
                #expect(heap.contradictions() == [], "seed \(seed) step \(step)")
                let sorted = live.sorted { $0.start < $1.start }
                for (one, next) in zip(sorted, sorted.dropFirst()) {
                    #expect(one.start + UInt(one.size) <= next.start, "seed \(seed) step \(step)")
                }
                #expect(heap.statistics.liveBlocks == live.count)
                #expect(heap.statistics.liveBytes == live.reduce(0) { $0 + $1.size })
            }
        }
        for entry in live { _ = heap.free(entry.block) }
        #expect(heap.contradictions() == [])
        #expect(heap.statistics == .init(liveBlocks: 0, liveBytes: 0, arenas: 1))
        #expect(heap.allocate(size: 0x1_0000, alignment: 16) != nil, "everything came back in one piece")
    }

    @Test func `BlockHeap allocates nothing that does not fit`() throws {
        let heap = BlockHeap()
        #expect(heap.allocate(size: 1, alignment: 1) == nil)
        heap.addArena(try region(0x10_0000, 4096), base: Address(0x10_0000), length: 4096)
        for size in [4097, Int.max, Int.max - 15, Int.max - 16, 1 << 62] {
            for alignment in [1, 4096, 1 << 40] {
                #expect(heap.allocate(size: size, alignment: alignment) == nil)
            }
        }
        #expect(heap.statistics.liveBlocks == 0)
        #expect(heap.contradictions() == [])
    }

    @Test func `BlockHeap gives an adopted mapping back whole`() throws {
        let heap = BlockHeap()
        let mapping = try region(0x20_0000, 8192)
        let left = heap.adopt(mapping, base: Address(0x20_0000), length: 8192)
        let right = heap.split(left, at: 100)
        #expect(heap.free(left) == nil)
        #expect(heap.allocate(size: 16, alignment: 1) == nil, "nothing else is allocated from it")
        #expect(heap.free(right) === mapping)
        #expect(heap.statistics.arenas == 0)
    }
}

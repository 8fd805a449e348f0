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
            space: AddressSpace(), gateway: LocalGateway(), interface: NoInterface())
        region.forget()
        return region
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
                let neighbour = live.firstIndex { $0.start == end } ?? right
                guard neighbour != left else { continue }
                if heap.merge(live[left].block, live[neighbour].block) {
                    #expect(live[neighbour].start == end, "seed \(seed) step \(step)")
                    live[left].size += live[neighbour].size
                    live.remove(at: neighbour)
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

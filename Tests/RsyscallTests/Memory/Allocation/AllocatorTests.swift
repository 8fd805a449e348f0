import Foundation
import Testing

@testable import Rsyscall

@Suite struct AllocatorTests {
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

    @Test func `allocate and free keep the number of arenas flat`() async throws {
        let local = LinuxProcess.local.task
        // Other tests have mappings in the heap of our process.
        let task = KernelTask(
            pid: local.pid, interface: local.interface, allocator: freshAllocator(),
            descriptorTable: local.descriptorTable, pidNamespace: local.pidNamespace,
            mountNamespace: local.mountNamespace, tracer: Tracer(), diagnostics: nil)
        for _ in 0..<10_000 { (try await task.allocate(Bytes.self, count: 128)).free() }
        let before = task.allocator.heap.statistics.arenas
        for size in 0..<200_000 { (try await task.allocate(Bytes.self, count: 1 + size % 5000)).free() }
        #expect(task.allocator.heap.statistics.arenas <= before + 1)
        #expect(task.allocator.heap.contradictions() == [])
    }

    // In a process of its own, whose memory no other test uses.
    @Test func `allocate and free 10 million times keep resident memory flat`() async {
        await #expect(processExitsWith: .success) {
            let task = LinuxProcess.local.task
            func residentPages() throws -> Int {
                let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
                return try #require(statm.split(separator: " ").dropFirst().first.flatMap { Int($0) })
            }
            for size in 0..<100_000 { (try await task.allocate(Bytes.self, count: 1 + size % 5000)).free() }
            let before = try residentPages()
            for size in 0..<10_000_000 {
                (try await task.allocate(Bytes.self, count: 1 + size % 5000)).free()
            }
            // A byte lost each time would be 2,400 pages.
            #expect(try residentPages() < before + 500)
        }
    }

    @Test(arguments: [1 << 21, 1 << 26, 1 << 27])
    func `allocate meets alignments larger than an arena`(_ alignment: Int) async throws {
        let allocator = freshAllocator()
        let memory = try await allocator.allocate(size: 32, alignment: alignment)
        #expect(memory.address.rawValue % UInt(alignment) == 0)
        #expect(allocator.heap.statistics.arenas == 1)
    }

    @Test func `freeing the last block of a large arena unmaps it`() async throws {
        let allocator = freshAllocator()
        _ = try await allocator.allocate(size: 1000, alignment: 16)
        #expect(allocator.heap.statistics.arenas == 1)
        let large = try await allocator.allocate(size: 100 << 20, alignment: 16)
        #expect(allocator.heap.statistics.arenas == 2)
        _ = consume large
        #expect(allocator.heap.statistics.arenas == 1)
        let second = freshAllocator()
        _ = try await second.allocate(size: 100 << 20, alignment: 16)
        #expect(second.heap.statistics.arenas == 0)
    }

    @Test func `allocate uses the last memory if mmap fails with ENOMEM`() async throws {
        let local = LinuxProcess.local.task
        let allocator = freshAllocator(ScarceMemory(local.interface, most: 3 << 20))
        var held = OwnedMemoryList()
        // After arenas of 1 and 2 MiB, one of 4 is refused.
        for _ in 0..<8 { held.append(try await allocator.allocate(size: 1 << 20, alignment: 16)) }
        #expect(held.count == 8)
        await #expect(throws: AllocationError.refused(size: 4 << 20, .noMemory)) {
            _ = try await allocator.allocate(size: 4 << 20, alignment: 16).size
        }
    }

    /// Of our own memory, with nothing mapped yet.
    private func freshAllocator(_ interface: (any SyscallInterface)? = nil) -> MemoryAllocator {
        let local = LinuxProcess.local.task
        return MemoryAllocator(
            space: local.addressSpace, gateway: LocalGateway(), interface: interface ?? local.interface,
            pageSize: local.pageSize)
    }

    @Test func `allocate and write and read work from many threads`() async throws {
        let task = LinuxProcess.local.task
        await withTaskGroup(of: Void.self) { group in
            for seed in UInt64(0)..<8 {
                group.addTask {
                    var random = SplitMix(state: seed)
                    for _ in 0..<2000 {
                        let size = Int.random(in: 8...3000, using: &random)
                        guard let pointer = try? await task.allocate(Bytes.self, count: size),
                            let written = try? await pointer.write(
                                Bytes([UInt8](repeating: UInt8(seed), count: size)))
                        else {
                            Issue.record("no memory")
                            return
                        }
                        let value = try? await written.read()
                        #expect(value?.array.allSatisfy { $0 == UInt8(seed) } == true)
                    }
                }
            }
        }
        #expect(task.allocator.heap.contradictions() == [])
    }
}

/// An interface to a kernel that maps no more than so much at once.
private final class ScarceMemory: SyscallInterface {
    private let interface: any SyscallInterface
    private let most: UInt

    init(_ interface: any SyscallInterface, most: UInt) {
        self.interface = interface
        self.most = most
    }

    var callsOnCallingThread: Bool { interface.callsOnCallingThread }

    func syscall(_ request: SyscallRequest) async throws(Hangup) -> Int {
        if request.number == SYS.mmap.number, request.arguments.1 > most { return -Int(ENOMEM) }
        return try await interface.syscall(request)
    }

    func post(_ request: SyscallRequest) { interface.post(request) }
}

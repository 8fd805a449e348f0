import Foundation
import Testing

@testable import Rsyscall

@Suite struct AllocatorTests {
    @Test func `allocate and free keep the number of arenas flat`() async throws {
        // Other tests have mappings in the heap of our process.
        let process = LinuxProcess.local.with(allocator: LinuxProcess.local.freshAllocator())
        for _ in 0..<10_000 { (try await process.allocate(Bytes.self, count: 128)).free() }
        let before = process.allocator.heap.statistics.arenas
        for size in 0..<200_000 { (try await process.allocate(Bytes.self, count: 1 + size % 5000)).free() }
        #expect(process.allocator.heap.statistics.arenas <= before + 1)
        #expect(process.allocator.heap.contradictions() == [])
    }

    // In a process of its own, whose memory no other test uses.
    @Test func `allocate and free 10 million times keep resident memory flat`() async {
        await #expect(processExitsWith: .success) {
            let process = LinuxProcess.local
            func residentPages() throws -> Int {
                let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
                return try #require(statm.split(separator: " ").dropFirst().first.flatMap { Int($0) })
            }
            for size in 0..<100_000 {
                (try await process.allocate(Bytes.self, count: 1 + size % 5000)).free()
            }
            let before = try residentPages()
            for size in 0..<10_000_000 {
                (try await process.allocate(Bytes.self, count: 1 + size % 5000)).free()
            }
            // A byte lost each time would be 2,400 pages.
            #expect(try residentPages() < before + 500)
        }
    }

    @Test(arguments: [1 << 21, 1 << 26, 1 << 27])
    func `allocate meets alignments larger than an arena`(_ alignment: Int) async throws {
        let allocator = LinuxProcess.local.freshAllocator()
        let memory = try await allocator.allocate(size: 32, alignment: alignment)
        #expect(memory.address.rawValue % UInt(alignment) == 0)
        #expect(allocator.heap.statistics.arenas == 1)
    }

    @Test func `freeing the last block of a large arena unmaps it`() async throws {
        let allocator = LinuxProcess.local.freshAllocator()
        _ = try await allocator.allocate(size: 1000, alignment: 16)
        #expect(allocator.heap.statistics.arenas == 1)
        let large = try await allocator.allocate(size: 100 << 20, alignment: 16)
        #expect(allocator.heap.statistics.arenas == 2)
        _ = consume large
        #expect(allocator.heap.statistics.arenas == 1)
        let second = LinuxProcess.local.freshAllocator()
        _ = try await second.allocate(size: 100 << 20, alignment: 16)
        #expect(second.heap.statistics.arenas == 0)
    }

    @Test func `allocate uses the last memory if mmap fails with ENOMEM`() async throws {
        let local = LinuxProcess.local
        let allocator = local.freshAllocator(ScarceMemory(local.connection, most: 3 << 20))
        var held = OwnedMemoryList()
        // After arenas of 1 and 2 MiB, one of 4 is refused.
        for _ in 0..<8 { held.append(try await allocator.allocate(size: 1 << 20, alignment: 16)) }
        #expect(held.count == 8)
        await #expect(throws: AllocationError.refused(size: 4 << 20, .noMemory)) {
            _ = try await allocator.allocate(size: 4 << 20, alignment: 16).size
        }
    }

    @Test func `allocate and write and read work from many threads`() async throws {
        let process = LinuxProcess.local
        await withTaskGroup(of: Void.self) { group in
            for seed in UInt64(0)..<8 {
                group.addTask {
                    var random = SplitMix(state: seed)
                    for _ in 0..<2000 {
                        let size = Int.random(in: 8...3000, using: &random)
                        guard let pointer = try? await process.allocate(Bytes.self, count: size),
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
        #expect(process.allocator.heap.contradictions() == [])
    }
}

/// A connection to a kernel that maps no more than so much at once.
private final class ScarceMemory: ProcessConnection {
    private let underlying: any ProcessConnection
    private let most: UInt

    init(_ underlying: any ProcessConnection, most: UInt) {
        self.underlying = underlying
        self.most = most
    }

    var sharesOurMemory: Bool { underlying.sharesOurMemory }
    func callsAtOnce(_ effects: Effects) -> Bool { underlying.callsAtOnce(effects) }

    func callAtOnce(_ step: Step) -> Int? { isRefused(step) ? -Int(ENOMEM) : underlying.callAtOnce(step) }

    var namespaces: ProcessNamespaces { underlying.namespaces }

    func call(
        _ step: Step, _ frame: inout Frame, in namespaces: ProcessNamespaces, _ next: ProcessNamespaces?
    ) async throws(Hangup) -> Int? {
        isRefused(step) ? -Int(ENOMEM) : try await underlying.call(step, &frame, in: namespaces, next)
    }

    func run(
        _ steps: [Step], _ frame: inout Frame, in namespaces: ProcessNamespaces, _ results: inout [Int]
    ) async throws(Hangup) -> Bool {
        try await underlying.run(steps, &frame, in: namespaces, &results)
    }

    func post(close descriptor: FileDescriptorNumber, of table: DescriptorTable) -> Bool {
        underlying.post(close: descriptor, of: table)
    }

    func post(_ step: Step) { underlying.post(step) }

    private func isRefused(_ step: Step) -> Bool { step.number == SYS.mmap.number && step.words.1 > most }
}

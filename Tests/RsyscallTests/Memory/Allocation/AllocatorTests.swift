import Foundation
import Testing

@testable import Rsyscall

@Suite struct AllocatorTests {
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

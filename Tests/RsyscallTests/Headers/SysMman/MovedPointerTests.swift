import Rsyscall
import Testing

@Suite(.everyKindOfProcess) struct MovedPointerTests {
    let process = ProcessKind.current

    @Test func `moved to another mapping of the same file keeps the bytes`() async throws {
        let file = try await process.memfd_create("moved")
        try await file.ftruncate(8192)
        let first = try await file.mmap(length: 8192)
        let second = try await file.mmap(length: 4096, offset: 4096)
        let halves = try first.pointer().split(at: 4096)
        let left = halves.front
        let right = halves.back
        let written = try await right.write(Bytes("through one".utf8))
        let moved = try written.moved(to: second)
        let parts = try ReadablePointer(moved).split(at: 11)
        #expect(try await parts.front.read() == Bytes("through one".utf8))
        // The second mapping does not show the first half.
        let back = try await expectRefused(.any(PointerError.self), left) { try $0.moved(to: second) }
        #expect(back.size == 4096)
    }

    @Test(arguments: [Int.max - 4095, Int.min, -4096])
    func `moved refuses offsets at the ends of 64 bits`(_ offset: Int) async throws {
        let page = process.host.pageSize
        let device = try await process.open("/dev/zero", .rdwr)
        guard let far = try? await device.mmap(length: 2 * page, offset: offset) else { return }
        let other = try await device.mmap(length: page, offset: Int.min)
        let last = try await device.mmap(length: page, offset: 0)
        let halves = try far.pointer().split(at: page)
        var back = halves.back
        back = try await expectRefused(.any(PointerError.self), back) { try $0.moved(to: other) }
        back = try await expectRefused(.any(PointerError.self), back) { try $0.moved(to: last) }
        #expect(back.size == page)
    }

    @Test func `moved refuses a MAP_PRIVATE mapping`() async throws {
        let file = try await process.memfd_create("private")
        try await file.ftruncate(4096)
        let shared = try await file.mmap(length: 4096)
        let copied = try await file.mmap(length: 4096, [.read, .write], .private)
        let written = try await copied.pointer().write(Bytes([1, 2, 3]))
        let back = try await expectRefused(.any(PointerError.self), written) { try $0.moved(to: shared) }
        #expect(try await back.read() == Bytes([1, 2, 3]))
    }
}

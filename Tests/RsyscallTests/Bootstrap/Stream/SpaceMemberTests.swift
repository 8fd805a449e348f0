import Foundation
import SystemPackage
import Testing

@testable import Rsyscall

/// The memory of an address space whose first process is blocked or gone.
@Suite(.timeLimit(.minutes(2))) struct SpaceMemberTests {
    enum First: CaseIterable {
        case isBlocked, isKilled
    }

    enum Kind: CaseIterable {
        case overStream, ownMemory

        func start() async throws -> ClonedProcess {
            switch self {
            case .overStream:
                try await LinuxProcess.local.start(through: Command("setpriv"), sharingMemory: false)
            case .ownMemory: try await LinuxProcess.local.clone().withOwnMemory()
            }
        }
    }

    /// More than what a space has at first.
    private static let largeSize = 96 << 20

    /// Maps memory, and passes bytes through it, a mapping and an argument.
    private func use(_ process: LinuxProcess) async throws {
        let large = try await process.allocate(Bytes.self, size: Self.largeSize)
        let text = try await process.pointer(to: Bytes("some text".utf8))
        #expect(try await text.read() == Bytes("some text".utf8))
        large.free()
        text.free()
        let mapping = try await process.mmap(length: 4096)
        try await mapping.madvise(.dontneed)
        let bytes = try await mapping.pointer().write(Bytes([UInt8](repeating: 7, count: 4096)))
        #expect(try await bytes.read().array == [UInt8](repeating: 7, count: 4096))
    }

    @Test(arguments: First.allCases, Kind.allCases)
    func `memory is used through another process`(_ first: First, _ kind: Kind) async throws {
        let maker = try await kind.start()
        let child = try await maker.clone()
        let kept = try await maker.pointer(to: Bytes("from the first".utf8))
        let process = maker.process
        let pipe = try await maker.pipe2()
        let reading: Task<[UInt8], any Error>?
        switch first {
        case .isBlocked:
            reading = Task { [read = Handover(pipe.read)] in try await read.take().read(upTo: 1) }
            while !process.connection.isBusy { await Task.yield() }
        case .isKilled:
            reading = nil
            _ = try await maker.killAndWait()
        }
        try await use(child.process)
        #expect(try await kept.read() == Bytes("from the first".utf8))
        _ = reading
    }

    @Test(arguments: Kind.allCases)
    func `pages that a process didn't come to unmap before it was killed are unmapped by another`(
        _ kind: Kind
    ) async throws {
        let maker = try await kind.start()
        let child = try await maker.clone()
        let mapping = try await child.mmap(length: 4096)
        let address = UInt(mapping.range.address.rawValue)
        func isMapped() throws -> Bool {
            try String(contentsOfFile: "/proc/\(child.pid)/maps", encoding: .utf8).split(separator: "\n")
                .contains { line in
                    let ends = line.prefix { $0 != " " }.split(separator: "-").compactMap {
                        UInt($0, radix: 16)
                    }
                    return ends.count == 2 && (ends[0]..<ends[1]).contains(address)
                }
        }
        #expect(try isMapped())
        try maker.signal(.stop)
        try await awaitTruth {
            try String(contentsOfFile: "/proc/\(maker.pid)/stat", encoding: .utf8).contains(") T ")
        }
        _ = consume mapping
        #expect(try isMapped())
        try maker.signal(.kill)
        try await awaitTruth { try !isMapped() }
    }
}

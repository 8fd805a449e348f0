import Foundation
import Testing

@testable import Rsyscall

/// Descriptors that are made while the table of their process changes.
@Suite(.timeLimit(.minutes(5))) struct ChangingTableTests {
    let process = LinuxProcess.local

    enum Change: CaseIterable {
        case unshare
        case unshareCopyingAll
        case closeRange

        func make(by process: LinuxProcess) async throws {
            switch self {
            case .unshare: try await process.unshare(.files)
            case .unshareCopyingAll: try await process.unshare(.files, descriptors: .all)
            case .closeRange: try await process.close_range(.init(90_000), .init(90_001), .unshare)
            }
        }
    }

    private func files(of process: LinuxProcess, _ name: String) async throws -> [HeldDescriptor] {
        var files: [HeldDescriptor] = []
        for index in 0..<8 {
            files.append(HeldDescriptor(try await process.memfd_create("\(name).\(index)")))
            await Task.yield()
        }
        return files
    }

    @Test(arguments: Change.allCases)
    func `memfd_create beside unshare of the table names the table it is open in`(
        _ change: Change
    ) async throws {
        for round in 0..<100 {
            let child = try await process.clone(.files)
            let changing = child.process
            let shared = changing.descriptorTable
            let name = "theirs.\(change).\(round)"
            async let made = files(of: changing, name)
            async let others = files(of: process, "ours.\(change).\(round)")
            async let changed: Void = change.make(by: changing)
            let (theirs, ours, _) = try await (made, others, changed)
            #expect(changing.descriptorTable !== shared)
            for (index, file) in theirs.enumerated() {
                let isShared = file.descriptor.table === shared
                #expect(isShared || file.descriptor.table === changing.descriptorTable)
                let pid = isShared ? getpid() : child.pid.rawValue
                #expect(file.isOpen(in: pid, as: "\(name).\(index)"), "round \(round), shared: \(isShared)")
            }
            drop(theirs)
            for (index, file) in ours.enumerated() {
                #expect(file.isOpen(in: getpid(), as: "ours.\(change).\(round).\(index)"), "round \(round)")
            }
            #expect(try await child.killAndWait() == .killed(.kill, coreDumped: false))
        }
        try await awaitClosed("/memfd:theirs.\(change).")
        try await awaitClosed("/memfd:ours.\(change).")
    }

    private func drop(_ files: consuming [HeldDescriptor]) {}

    @Test(arguments: Change.allCases)
    func `clone with CLONE_FILES beside unshare names the table that is shared`(
        _ change: Change
    ) async throws {
        for round in 0..<60 {
            let maker = try await process.clone(.files)
            let changing = maker.process
            let shared = changing.descriptorTable
            async let made = children(1...4, of: changing, .files)
            async let bystanders = children(1...1, of: process)
            async let changed: Void = change.make(by: changing)
            let (children, others, _) = try await (made, bystanders, changed)
            for (index, held) in children.enumerated() {
                let name = "shared.\(change).\(round).\(index)"
                let file = HeldDescriptor(try await held.child.memfd_create(name))
                let isShared = held.child.process.descriptorTable === shared
                #expect(file.isOpen(in: held.child.pid.rawValue, as: name))
                #expect(file.isOpen(in: getpid(), as: name) == isShared, "round \(round)")
                #expect(try await held.child.getpid() == held.child.pid)
            }
            for other in others { #expect(try await other.child.getpid() == other.child.pid) }
            let records = (children + others).map { $0.child.record } + [maker.record]
            for record in records { _ = record.send(.kill) }
            for record in records {
                #expect(try await record.end() == .killed(.kill, coreDumped: false))
            }
        }
        try await awaitClosed("/memfd:shared.\(change).")
    }

    private func children(
        _ numbers: ClosedRange<Int>, of process: LinuxProcess, _ flags: CLONE = []
    ) async throws -> [HeldChild] {
        var children: [HeldChild] = []
        for _ in numbers {
            children.append(HeldChild(try await process.clone(flags)))
            await Task.yield()
        }
        return children
    }

    @Test(.enabled(if: geteuid() == 0, "a pid namespace without a user namespace takes privileges"))
    func `clone beside unshare of CLONE_NEWPID names the pid namespace that the child is in`() async throws {
        for round in 0..<60 {
            let maker = try await process.clone()
            let changing = maker.process
            let above = changing.pidNamespace
            async let made = children(1...4, of: changing)
            async let unshared: Void = changing.unshare(.newpid)
            let (children, _) = try await (made, unshared)
            for held in children {
                let isAbove = held.child.process.pidNamespace === above
                #expect(isAbove || held.child.process.pidNamespace === changing.pidNamespaceForChildren)
                let own = try await held.child.getpid()
                #expect(
                    (own == held.child.pid) == isAbove,
                    "round \(round): \(held.child.pid) is \(own) for itself")
            }
            for held in children.reversed() { _ = held.child.record.send(.kill) }
            for held in children { _ = try await held.child.record.end() }
        }
    }
}

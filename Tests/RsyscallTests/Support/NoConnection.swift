@testable import Rsyscall

/// A connection that nothing may use.
final class NoConnection: ProcessConnection {
    let sharesOurMemory = true
    let namespaces: ProcessNamespaces

    init(_ table: DescriptorTable = DescriptorTable()) {
        namespaces = ProcessNamespaces(descriptorTable: table, pids: PidNamespace(), mounts: MountNamespace())
    }

    func callsAtOnce(_ effects: Effects) -> Bool { false }
    func callAtOnce(_ step: Step) -> Int? { nil }
    func call(
        _ step: Step, _ frame: inout Frame, in namespaces: ProcessNamespaces, _ next: ProcessNamespaces?
    ) async throws(Hangup) -> Int? { throw Hangup() }
    func run(
        _ steps: [Step], _ frame: inout Frame, in namespaces: ProcessNamespaces, _ results: inout [Int]
    ) async throws(Hangup) -> Bool { throw Hangup() }
    func post(_ step: Step) {}
    func post(close descriptor: FileDescriptorNumber, of table: DescriptorTable) -> Bool { false }
}

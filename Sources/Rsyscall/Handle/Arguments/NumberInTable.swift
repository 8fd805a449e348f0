/// The number of a descriptor whose handle is consumed, for a call of a process that must still have its table.
struct NumberInTable: CallArgument, Sendable {
    typealias Placement = InDescriptorTable

    let number: FileDescriptorNumber
    let table: DescriptorTable
    /// What was known of the handle's file.
    var kind = FileKind.unknown

    static var usesFrame: Bool { false }

    /// - Throws: ``Mismatch`` if the process has another table.
    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let used = process.descriptorTable
        guard used === table else { throw Mismatch(.descriptorTable, process: used, handle: table) }
        return kind.operand(number, of: process)
    }

    var traced: String { number.traced }
}

/// The control messages of a message: descriptors, credentials and others; see `cmsg(3)`.
///
/// The list keeps its descriptors, since the receiver gets copies. They are closed when the list is dropped.
public struct ControlMessages: ~Copyable, Sendable {
    private var descriptors = DescriptorList()
    private var others: [Cmsg] = []

    /// Creates an empty list.
    public init() {}

    /// Adds a descriptor, a copy of which the receiver gets: `SCM_RIGHTS` in `unix(7)`.
    public mutating func append(_ descriptor: consuming OwnedFileDescriptor) {
        descriptors.append(descriptor)
    }

    /// Adds the sender's credentials, or any others if the sender is privileged: `SCM_CREDENTIALS` in `unix(7)`.
    public mutating func append(_ credentials: Ucred) {
        let data = withUnsafeBytes(of: credentials.layout) { Array($0) }
        others.append(Cmsg(unsafeLevel: .socket, type: SCM.credentials.rawValue, data: data))
    }

    /// Adds a control message of another kind.
    public mutating func append(_ message: Cmsg) { others.append(message) }

    /// Returns the descriptors, and consumes the list.
    public consuming func takeDescriptors() -> DescriptorList { descriptors }

    /// What is placed in the frame.
    var content: ControlContent { ControlContent(descriptors: descriptors.numbers, others: others) }
}

/// Control messages, for as long as the descriptors in them are borrowed.
struct ControlContent: Sendable {
    let descriptors: [NumberInTable]
    let others: [Cmsg]

    init(descriptors: [NumberInTable] = [], others: [Cmsg] = []) {
        self.descriptors = descriptors
        self.others = others
    }

    /// How many bytes they take.
    var byteCount: Int {
        let rights = descriptors.isEmpty ? 0 : CmsgLayout.space(descriptors.count * MemoryLayout<CInt>.size)
        return others.reduce(rights) { $0 + CmsgLayout.space($1.data.count) }
    }

    /// Writes them into `bytes`, which are as many as they take.
    ///
    /// - Throws: ``Mismatch`` if a descriptor isn't in the table of `process`.
    func encode(into bytes: UnsafeMutableRawBufferPointer, for process: LinuxProcess) throws {
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        var offset = 0
        if !descriptors.isEmpty {
            let table = process.descriptorTable
            let size = MemoryLayout<CInt>.size
            Self.store(.socket, SCM.rights.rawValue, descriptors.count * size, in: bytes, at: &offset) {
                data in
                for (index, descriptor) in descriptors.enumerated() {
                    data.storeBytes(of: descriptor.number.rawValue, toByteOffset: index * size, as: CInt.self)
                }
            }
            for descriptor in descriptors where descriptor.table !== table {
                throw Mismatch(.descriptorTable, process: table, handle: descriptor.table)
            }
        }
        for other in others {
            Self.store(other.level, other.type, other.data.count, in: bytes, at: &offset) {
                $0.copyBytes(from: other.data)
            }
        }
    }

    private static func store(
        _ level: SOL, _ type: CInt, _ count: Int, in bytes: UnsafeMutableRawBufferPointer,
        at offset: inout Int, _ body: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        bytes.storeBytes(
            of: UInt64(CmsgLayout.headerSize + count), toByteOffset: offset, as: UInt64.self)
        bytes.storeBytes(of: level.rawValue, toByteOffset: offset + 8, as: CInt.self)
        bytes.storeBytes(of: type, toByteOffset: offset + 12, as: CInt.self)
        let start = offset + CmsgLayout.headerSize
        body(UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + count]))
        offset += CmsgLayout.space(count)
    }
}

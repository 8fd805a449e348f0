/// The control messages that came with a message, and the descriptors that they handed over; see `cmsg(3)`.
@frozen
public struct ReceivedControl: ~Copyable, Sendable {
    /// The descriptors, which belong to the process that received them: `SCM_RIGHTS`.
    public let descriptors: DescriptorList
    /// A descriptor that refers to the sender: `SCM_PIDFD`.
    public let pidfd: OwnedFileDescriptor?
    /// The credentials of the sender: `SCM_CREDENTIALS`.
    public let credentials: Ucred?
    /// The others.
    public let others: [Cmsg]

    /// Takes over what the numbers of `control` refer to.
    init(_ control: ControlNumbers, owner: DescriptorOwner) {
        var descriptors = DescriptorList()
        for number in control.descriptors {
            descriptors.append(OwnedFileDescriptor(new: number, of: owner.process, in: owner.table))
        }
        self.descriptors = descriptors
        if let number = control.pidfd {
            pidfd = OwnedFileDescriptor(new: number, of: owner.process, in: owner.table)
        } else {
            pidfd = nil
        }
        credentials = control.credentials
        others = control.others
    }
}

extension ReceivedControl: ResourceReadable {
    /// Takes over the descriptors of `owner` that the control messages in `bytes` handed over.
    ///
    /// - Throws: ``MemoryDecodingError`` if the bytes are no control messages, or ``Unsupported`` if a descriptor is
    ///   known to have an owner.
    public init(decoding bytes: RawSpan, owner: DescriptorOwner) throws {
        let control = try ControlNumbers(decoding: bytes)
        // All before the first is owned: dropped again, that would be closed.
        for number in control.all { try owner.table.check(unused: number...number, by: .recvmsg) }
        self.init(control, owner: owner)
    }
}

/// Control messages that were received, with the numbers of descriptors that have no owner yet.
struct ControlNumbers {
    private(set) var descriptors: [FileDescriptorNumber] = []
    private(set) var pidfd: FileDescriptorNumber?
    private(set) var credentials: Ucred?
    private(set) var others: [Cmsg] = []

    var all: [FileDescriptorNumber] { descriptors + (pidfd.map { [$0] } ?? []) }

    /// - Throws: ``MemoryDecodingError`` if the bytes are no control messages, or name a descriptor twice.
    init(decoding bytes: RawSpan) throws(MemoryDecodingError) {
        try CmsgLayout.forEach(in: bytes) { (level, type, data) throws(MemoryDecodingError) in
            switch (level, SCM(rawValue: type)) {
            case (.socket, .rights):
                for number in try [CInt](decoding: data) { descriptors.append(try Self.descriptor(number)) }
            case (.socket, .pidfd) where pidfd == nil && Self.isDescriptor(data):
                pidfd = try Self.descriptor(try data.load(CInt.self, at: 0))
            case (.socket, .credentials) where data.byteCount == Ucred.byteCount:
                credentials = try Ucred(decoding: data)
            default:
                others.append(
                    Cmsg(unsafeLevel: level, type: type, data: data.withUnsafeBytes { Array($0) }))
            }
        }
        let count = descriptors.count + (pidfd == nil ? 0 : 1)
        guard count < 2 || Set(all).count == count else {
            throw .invalidField("cmsg_data", value: count)
        }
    }

    /// Whether the kernel could make a pidfd: otherwise the data is a negated errno.
    private static func isDescriptor(_ data: RawSpan) -> Bool {
        guard data.byteCount == MemoryLayout<CInt>.size, let number = try? data.load(CInt.self, at: 0) else {
            return false
        }
        return number >= 0
    }

    private static func descriptor(_ number: CInt) throws(MemoryDecodingError) -> FileDescriptorNumber {
        guard number >= 0 else { throw .invalidField("cmsg_data", value: Int(number)) }
        return FileDescriptorNumber(number)
    }
}

/// An argument for the bytes of a message: `Bytes`, a pointer to them, or an ``IovecList``. Only the library's types
/// conform.
public protocol MessageData: ~Copyable {
    /// Returns the argument as a list of `struct iovec`, for as long as it is borrowed.
    borrowing func content(_ seal: Seal<Self>) -> MessageContent
}

/// The bytes of a message, for as long as the ``MessageData`` that it was made from is borrowed.
public struct MessageContent: Sendable {
    enum Form: Sendable {
        case value([UInt8])
        case memory([(start: UInt, size: Int)], MessageSpaces)
    }

    let form: Form

    init(_ form: Form) { self.form = form }
}

/// The address spaces that the buffers of a message are in.
struct MessageSpaces: Sendable {
    private let spaces: [AddressSpace]

    init(_ spaces: [AddressSpace]) { self.spaces = spaces }

    /// - Throws: ``Mismatch`` if a buffer isn't in the space of `process`.
    func check(_ process: LinuxProcess) throws(Mismatch) {
        let space = process.addressSpace
        for used in spaces where used !== space {
            throw Mismatch(.addressSpace, process: space, handle: used)
        }
    }
}

extension Bytes: MessageData {
    /// The bytes, which the call takes along.
    public func content(_ seal: Seal<Self>) -> MessageContent { MessageContent(.value(array)) }
}

extension TypedPointer: MessageData where Pointee == Bytes, State: ReadableState & ~Copyable {
    /// The memory that the value fills.
    public borrowing func content(_ seal: Seal<Self>) -> MessageContent {
        MessageContent(
            .memory(
                [(memory.start, state.initializedByteCount(of: memory))], MessageSpaces([memory.space])))
    }
}

extension IovecList: MessageData where Buffer == ReadablePointer<Bytes> {
    /// The memory of the buffers.
    public borrowing func content(_ seal: Seal<Self>) -> MessageContent {
        let buffers = parts
        return MessageContent(
            .memory(buffers.map { ($0.start, $0.size) }, MessageSpaces(buffers.map(\.space))))
    }
}

extension MessageContent {
    /// How many bytes there are.
    var byteCount: Int {
        switch form {
        case .value(let bytes): bytes.count
        case .memory(let buffers, _): buffers.reduce(0) { $0 + $1.size }
        }
    }

    /// How many buffers there are.
    var bufferCount: Int {
        if case .memory(let buffers, _) = form { return buffers.count }
        return 1
    }
}

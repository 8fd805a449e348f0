/// A `struct msghdr` in a call's frame that is to be sent, with what it points to.
struct OutgoingMessage: CallArgument, Sendable {
    typealias Placement = InMemory<Bytes>

    private let data: MessageContent
    private let address: SockaddrContent?
    private let control: ControlContent

    init(_ data: MessageContent, to address: SockaddrContent? = nil, _ control: ControlContent) {
        self.data = data
        self.address = address
        self.control = control
    }

    static var usesFrame: Bool { true }

    var traced: String {
        "{msg_iovlen=\(data.bufferCount), msg_controllen=\(control.byteCount)}"
    }

    func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) throws -> Operand {
        let header = try frame.reserveZeroes(MsghdrLayout.byteCount)
        frame.output = header
        try place(at: header, in: &frame, for: process)
        // As long as a stream takes it whole, it is sent at once if there is room.
        let isShort = data.byteCount <= MessageCall.mostSentAtOnce
        return Operand(
            .frame, UInt(bitPattern: header), adding: isShort ? .thirdIsMessageFlags : [])
    }

    /// Fills the header at `header`, and places what it points to.
    func place(at header: Int, in frame: inout Frame, for process: LinuxProcess) throws {
        try placeData(header, &frame, process)
        if let address {
            let operand = try address.place(in: &frame, for: process)
            switch operand.kind {
            case .frame: frame.relocate(header + MsghdrLayout.name, to: Int(operand.word))
            default: frame.store(Int(bitPattern: operand.word), at: header + MsghdrLayout.name)
            }
            frame.base.storeBytes(
                of: UInt32(address.byteCount), toByteOffset: header + MsghdrLayout.nameLength,
                as: UInt32.self)
        }
        let controlCount = control.byteCount
        guard controlCount > 0 else { return }
        let place = try frame.reserve(controlCount)
        try control.encode(
            into: UnsafeMutableRawBufferPointer(start: frame.base + place, count: controlCount),
            for: process)
        frame.relocate(header + MsghdrLayout.control, to: place)
        frame.store(controlCount, at: header + MsghdrLayout.controlLength)
    }

    private func placeData(_ header: Int, _ frame: inout Frame, _ process: LinuxProcess) throws {
        let vector = try frame.reserve(data.bufferCount * MsghdrLayout.iovecByteCount)
        frame.relocate(header + MsghdrLayout.vector, to: vector)
        frame.store(data.bufferCount, at: header + MsghdrLayout.vectorCount)
        switch data.form {
        case .value(let bytes):
            let place = try frame.reserve(bytes.count)
            UnsafeMutableRawBufferPointer(start: frame.base + place, count: bytes.count)
                .copyBytes(from: bytes)
            frame.store(0, at: vector)
            frame.relocate(vector, to: place)
            frame.store(bytes.count, at: vector + 8)
        case .memory(let buffers, let spaces):
            try spaces.check(process)
            for (index, buffer) in buffers.enumerated() {
                let offset = vector + index * MsghdrLayout.iovecByteCount
                frame.store(Int(bitPattern: buffer.start), at: offset)
                frame.store(buffer.size, at: offset + 8)
            }
        }
    }
}

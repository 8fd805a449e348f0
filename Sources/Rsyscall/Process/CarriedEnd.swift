import SystemPackage

/// One end of the bytes that we carry between two hosts.
struct CarriedEnd: Sendable {
    private let descriptor: AsyncFileDescriptor
    /// Keeps the process that makes the calls, if it is there only for them.
    private let carrier: @Sendable () -> Void

    /// How many bytes are carried at a time, so that no channel keeps others of the stream waiting for long.
    private static let most = 64 << 10

    /// Takes over a socket of any process. Calls on it wait for no other call of that process.
    init(_ socket: consuming OwnedFileDescriptor) async throws {
        let ours = socket.process.ours
        if ours.isThisProcess {
            descriptor = try await AsyncFileDescriptor(try await ours.inherit(socket))
            carrier = {}
        } else {
            let process = try await ours.clone()
            descriptor = try await AsyncFileDescriptor(try await process.inherit(socket))
            carrier = { _ = process.pid }
        }
        try await socket.close()
    }

    /// Carries what comes at either end to the other, until both have ended.
    static func connect(_ first: CarriedEnd, _ second: CarriedEnd) {
        Task.detached {
            async let there: Void = first.carry(to: second)
            async let back: Void = second.carry(to: first)
            _ = await (there, back)
        }
    }

    private func carry(to target: CarriedEnd) async {
        do {
            while true {
                let bytes = try await descriptor.read(upTo: Self.most)
                if bytes.isEmpty { break }
                try await target.descriptor.write(bytes)
            }
        } catch {
            // The reader is gone, or a host. The writer learns of it by its next write.
            try? await descriptor.descriptor.shutdown(.rd)
        }
        try? await target.descriptor.descriptor.shutdown(.wr)
    }
}

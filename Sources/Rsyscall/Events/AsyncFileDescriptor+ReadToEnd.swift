extension AsyncFileDescriptor {
    /// Reads all that comes up to the end of the file: `read(2)`.
    ///
    /// - Throws: As ``read(upTo:)``, or ``AllocationError``; what was read before is lost.
    public func readToEnd() async throws -> [UInt8] { try await readToEnd(limit: .max).bytes }

    /// Reads up to the end of the file, or until more than `limit` bytes have come, of which the first are kept.
    func readToEnd(limit: Int) async throws -> (bytes: [UInt8], isWhole: Bool) {
        var bytes: [UInt8] = []
        var isWide = false
        while true {
            try Task.checkCancellation()
            if bytes.count >= 1 << 20, !isWide {
                isWide = true
                widen()
            }
            let room = try bytes.makeRoom()
            let count = try await read(upTo: min(room, 1 << 20), appendingTo: &bytes)
            if count == 0 { return (bytes.withoutSpareRoom, true) }
            if bytes.count > limit {
                bytes.removeLast(bytes.count - limit)
                return (bytes.withoutSpareRoom, false)
            }
        }
    }

    /// Has a pipe hold as much as an ordinary user may ask for, so that its reader and its writer wait for each other less
    /// often. Pipes have the size that they have if the user's pipes hold too much already.
    private func widen() {
        _ = make(.fcntl, UInt(FcntlCommand.setpipe_sz.rawValue), 1 << 20)
    }
}

extension [UInt8] {
    /// What an empty pipe holds.
    private static let firstRoom = 64 << 10

    /// Makes room for more bytes, and returns for how many.
    ///
    /// Memory that nothing is written to costs nothing, but to copy bytes does. So an array grows by much at once, if
    /// the system permits it.
    fileprivate mutating func makeRoom() throws(AllocationError) -> Int {
        if capacity - count >= Self.firstRoom / 4 { return capacity - count }
        var size = Swift.max(capacity * 16, Self.firstRoom)
        if (try? ValueRoom.check(size)) == nil { size = capacity * 2 }
        try ValueRoom.check(size)
        reserveCapacity(size)
        return capacity - count
    }

    /// The bytes in an array that is as long as they are, if they are few.
    fileprivate var withoutSpareRoom: [UInt8] {
        count > Self.firstRoom ? self : withUnsafeBytes { Array($0) }
    }
}

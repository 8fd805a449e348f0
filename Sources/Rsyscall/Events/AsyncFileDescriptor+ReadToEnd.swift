import Glibc

extension AsyncFileDescriptor {
    /// Reads all that comes up to the end of the file: `read(2)`.
    ///
    /// - Throws: What ``read(upTo:)`` throws, or ``AllocationError``. The bytes that were read are lost then.
    public func readToEnd() async throws -> [UInt8] { try await readToEnd(limit: .max).bytes }

    /// Reads up to the end of the file, or until more than `limit` bytes have come, and keeps the first `limit`.
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

    /// Has a pipe hold as much as an ordinary user may ask for, so that its reader and writer wait for each other less
    /// often. If the user's pipes hold too much already, the pipe keeps its size.
    private func widen() {
        _ = make(.fcntl, UInt(FcntlCommand.setpipe_sz.rawValue), 1 << 20)
    }
}

extension [UInt8] {
    /// The number of bytes that a new pipe holds.
    private static let firstRoom = 64 << 10

    /// Makes room for more bytes, and returns for how many.
    ///
    /// Memory that isn't written to costs nothing, but copying bytes does. So an array grows by much at once, if the
    /// system permits it.
    fileprivate mutating func makeRoom() throws(AllocationError) -> Int {
        if capacity - count >= Self.firstRoom / 4 { return capacity - count }
        var size = Swift.max(capacity * 16, Self.firstRoom)
        if (try? ValueRoom.check(size)) == nil { size = capacity * 2 }
        try ValueRoom.check(size)
        reserveCapacity(size)
        useLargePages()
        return capacity - count
    }

    /// Asks the kernel for large pages: to bring in small ones, one by one, takes as long as to read what they hold.
    private mutating func useLargePages() {
        let largePage: UInt = 2 << 20
        let start = withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        let (first, end) = (
            (start + largePage - 1) & ~(largePage - 1), (start + UInt(capacity)) & ~(largePage - 1)
        )
        guard first < end else { return }
        _ = Step(.madvise, (first, end - first, UInt(MADV_HUGEPAGE), 0, 0, 0)).made()
    }

    /// The bytes in an array without spare room, if they are few.
    fileprivate var withoutSpareRoom: [UInt8] {
        count > Self.firstRoom ? self : withUnsafeBytes { Array($0) }
    }
}

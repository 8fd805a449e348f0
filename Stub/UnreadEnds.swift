/// The ends that were reported last, of which the library may not have read all.
///
/// What it sends before it has read one is meant for the process that has ended, though another may have its number.
struct UnreadEnds {
    /// The numbers of the processes, each at the place that the count of reports before it gives.
    private let numbers = takePages(Int(Wire.mostUnreadEnds) * MemoryLayout<Int32>.size)
        .assumingMemoryBound(to: Int32.self)
    private var reported: UInt32 = 0
    private var read: UInt32 = 0

    /// Whether no more may be reported until some are read.
    var isFull: Bool { reported &- read == Wire.mostUnreadEnds }

    mutating func add(_ pid: Int32) {
        numbers[Int(reported % Wire.mostUnreadEnds)] = pid
        reported &+= 1
    }

    /// Notes how many the library has read.
    ///
    /// - Returns: `false` if there can't be so many.
    mutating func noteRead(_ count: UInt32) -> Bool {
        guard count &- read <= reported &- read else { return false }
        read = count
        return true
    }

    /// Whether a process with the number has ended, and the library doesn't know that yet.
    func contains(_ pid: Int) -> Bool {
        var index = read
        while index != reported {
            if Int(numbers[Int(index % Wire.mostUnreadEnds)]) == pid { return true }
            index &+= 1
        }
        return false
    }
}

import CStub

/// A program of which not all bytes have come.
struct IncomingProgram {
    let header: WireHeader
    let place: Place
    let layout: ProgramLayout
    /// Where it lies.
    let start: UnsafeMutableRawPointer
    private var target: UnsafeMutableRawPointer
    private var missing: Int
    private var hasHead = false
    /// The end of what has come of the frame, and the next range.
    private var position = 0
    private var output = 0

    /// - Parameter start: Where it is to lie.
    init(_ header: WireHeader, _ layout: ProgramLayout, in place: Place, at start: UnsafeMutableRawPointer) {
        self.header = header
        self.place = place
        self.layout = layout
        self.start = start
        target = start
        missing = layout.headByteCount
    }

    /// Whether what is missing next is read straight to its place.
    var readsDirectly: Bool { missing >= StreamInput.directly }

    /// Moves what has come to its places.
    ///
    /// - Returns: Whether it is complete.
    mutating func advance(_ input: inout StreamInput) -> Bool {
        while true {
            input.move(to: &target, &missing)
            guard missing == 0 else { return false }
            if !hasHead {
                hasHead = true
                guard layout.takeHead(at: start, of: Int(header.length)) else { exit(RSYSCALL_STUB_NONSENSE) }
            }
            guard let next = layout.nextInput(from: position, &output, at: start) else { return true }
            target = start + layout.frameOffset + next.offset
            missing = next.count
            position = next.offset + next.count
        }
    }
}

import CStub

// Processes that have copies of the memory, of which no word says when they leave it.
extension Relay {
    /// Notes that the process with this number has ended.
    func noteEnd(of pid: Int) {
        for index in 0..<used {
            let place = places[index]
            if place.note.pointee.isOpen != 0, Int(place.pid) == pid { place.markLeft() }
        }
    }

    /// Opens what shows the memory of a process as long as it uses that, if it may be watched.
    func beginWatch(_ place: Place) {
        guard place.note.pointee.watch == 0, place.pid != 0 else { return }
        // The end of "/proc/4294967295/maps", to which it is written from the right.
        var path = InlineArray<32, UInt8>(repeating: 0)
        var start = path.count - 1
        func prepend(_ text: StaticString) {
            for index in stride(from: text.utf8CodeUnitCount - 1, through: 0, by: -1) {
                start -= 1
                path[start] = text.utf8Start[index]
            }
        }
        prepend("/maps")
        var number = place.pid
        while number > 0 {
            start -= 1
            path[start] = UInt8(ascii: "0") + UInt8(number % 10)
            number /= 10
        }
        prepend("/proc/")
        let here = UInt(bitPattern: Int(AT_FDCWD))
        let file = withUnsafePointer(to: &path) { path in
            call(__NR_openat, here, UInt(bitPattern: path) + UInt(start), UInt(O_RDONLY | O_CLOEXEC))
        }
        if file > 0 { place.note.pointee.watch = UInt32(file) }
    }

    /// Marks each process that may have left and no longer uses its memory, so that its list of mappings is empty.
    func watch() {
        for index in 0..<used {
            let place = places[index]
            guard place.note.pointee.mayLeave != 0, place.note.pointee.watch != 0 else { continue }
            var byte: UInt8 = 0
            let count = withUnsafeMutablePointer(to: &byte) { byte in
                call(__NR_pread64, UInt(place.note.pointee.watch), UInt(bitPattern: byte), 1, 0)
            }
            if count == 0 { place.markLeft() }
        }
    }
}

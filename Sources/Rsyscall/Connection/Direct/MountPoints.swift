import CRsyscall

/// The mount points of our process below which another process or host serves the files.
struct MountPoints {
    private struct Point {
        /// With a null byte at its end.
        let path: [UInt8]
        let device: UInt64
    }

    private let points: [Point]

    /// No mount points.
    init() { points = [] }

    /// Returns the present mount points, or none if they can't be read.
    static func served() -> MountPoints {
        MountPoints(listing: contents(of: "/proc/self/mountinfo"))
    }

    /// Finds the mount points in the contents of `/proc/self/mountinfo`.
    init(listing text: [UInt8]) {
        points = text.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let fields = line.split(separator: UInt8(ascii: " "))
            // The number of fields before the hyphen varies.
            guard fields.count > 4, let hyphen = fields.firstIndex(where: { $0.elementsEqual("-".utf8) }),
                hyphen + 1 < fields.count, FileSystemKind.isServed(Self.text(fields[hyphen + 1]))
            else { return nil }
            let device = Self.text(fields[2]).split(separator: ":").compactMap { UInt64($0) }
            guard device.count == 2 else { return nil }
            return Point(path: Self.unescaped(fields[4]) + [0], device: device[0] << 32 | device[1])
        }
    }

    var isEmpty: Bool { points.isEmpty }

    /// Whether the file system of one has this device number, whose upper half is the major number.
    func haveDevice(_ device: UInt64) -> Bool { points.contains { $0.device == device } }

    /// Whether the text of the path, which starts at the root, leads to one of them or below.
    func lie(on path: UnsafePointer<UInt8>) -> Bool {
        points.contains { point in
            point.path.withUnsafeBufferPointer { point in
                guard let point = point.baseAddress else { return false }
                var (rest, expected) = (PathText(path), PathText(point))
                while let component = expected.next() {
                    guard let next = rest.next(), next.elementsEqual(component) else { return false }
                }
                return true
            }
        }
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String { String(decoding: field, as: UTF8.self) }

    /// Replaces the escapes of spaces and other characters: a backslash and three octal digits.
    private static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3,
                let value = UInt8(text(digits), radix: 8)
            {
                bytes.append(value)
                rest.removeFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static func contents(of path: StaticString) -> [UInt8] {
        let directory = UInt(bitPattern: Int(AT_FDCWD))
        let flags = UInt(O_RDONLY | O_CLOEXEC)
        let file = Step(.openat, (directory, UInt(bitPattern: path.utf8Start), flags, 0, 0, 0)).made()
        guard file >= 0 else { return [] }
        defer { _ = Step(.close, (UInt(file), 0, 0, 0, 0, 0)).made() }
        var bytes: [UInt8] = []
        while true {
            let chunk = [UInt8](unsafeUninitializedCapacity: 16384) { room, count in
                let address = UInt(bitPattern: room.baseAddress)
                count = max(0, Step(.read, (UInt(file), address, UInt(room.count), 0, 0, 0)).made())
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
    }
}

/// The components of a null-terminated path.
struct PathText: IteratorProtocol, Sequence {
    private var rest: UnsafePointer<UInt8>

    init(_ path: UnsafePointer<UInt8>) { rest = path }

    /// Returns the next component, or `nil` at the end. Empty ones and `.` are left out.
    mutating func next() -> UnsafeBufferPointer<UInt8>? {
        while true {
            while rest.pointee == UInt8(ascii: "/") { rest += 1 }
            let start = rest
            while rest.pointee != 0, rest.pointee != UInt8(ascii: "/") { rest += 1 }
            let component = UnsafeBufferPointer(start: start, count: rest - start)
            if component.isEmpty { return nil }
            if component.count > 1 || component[0] != UInt8(ascii: ".") { return component }
        }
    }

    /// Whether one of them is `..`.
    var haveParent: Bool {
        // Compared by hand, since every path is checked once a file system is served, and a string's UTF-8 is slow.
        contains { $0.count == 2 && $0[0] == UInt8(ascii: ".") && $0[1] == UInt8(ascii: ".") }
    }
}

import CRsyscall

/// `struct open_how`: how `openat2(2)` opens a file.
struct OpenHow: MemoryWritable, FixedSize, Sendable, CustomStringConvertible {
    private let flags: OpenFlags
    private let mode: NewFileMode
    private let resolve: RESOLVE

    init(_ flags: OpenFlags, _ mode: Mode, _ resolve: RESOLVE) {
        self.flags = flags
        self.mode = NewFileMode(mode, flags)
        self.resolve = resolve
    }

    static var byteCount: Int { MemoryLayout<rsyscall_open_how>.size }
    static var alignment: Int { MemoryLayout<rsyscall_open_how>.alignment }

    func encodedByteCount(for space: AddressSpace) -> Int { Self.byteCount }

    func encode(into output: inout ByteOutput) {
        let flags = output.isForeign ? flags.foreign : flags
        let how = rsyscall_open_how(
            flags: UInt64(UInt32(bitPattern: flags.rawValue)), mode: UInt64(mode.register),
            resolve: resolve.rawValue)
        output.append(how, as: rsyscall_open_how.self)
    }

    var description: String {
        "{flags=\(flags), mode=\(mode.register == 0 ? "0" : mode.traced), resolve=\(resolve)}"
    }
}

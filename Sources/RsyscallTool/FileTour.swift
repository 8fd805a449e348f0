import Rsyscall
import SystemPackage

/// The first half of the tour: one file, through pointers, a directory, a pipe and a mapping.
struct FileTour {
    let process: LinuxProcess
    let path: FilePath

    func run() async throws {
        let (text, lines) = try await read()
        let uname = try await process.uname()
        Tour.tell(
            "process", "\(try await process.getpid()) on \(uname.sysname) \(uname.release), \(uname.machine)")
        Tour.tell("read", "\(path): \(text.size) bytes, \(lines) lines")
        try await list()
        let piped = try await sendThroughPipe(text)
        let same = try await piped.read() == text.read()
        Tour.tell("pipe", "\(piped.size) bytes came out as they went in: \(same ? "yes" : "no")")
        try await map(comparingWith: text)
    }

    /// Reads the file in a loop, each call into what the last one left of the buffer.
    private func read() async throws -> (text: Contents, lines: Int) {
        let file = try await process.open(path, .rdonly)
        let size = try await file.fstat().size
        // A byte more, so that the read that finds the end has room.
        var buffer = try await process.allocate(Bytes.self, count: size + 1)
        var whole: ReadablePointer<Bytes>?
        var lines = 0
        while true {
            if buffer.size == 0, let full = whole.take() {
                // The file grows, or doesn't report its length, like those in /proc.
                let larger = try await enlarge(full)
                whole = .some(larger.front)
                buffer = larger.back
            }
            let part = try await file.read(into: &buffer)
            if part.size == 0 { break }
            lines += try await part.withBytes { bytes in
                (0..<bytes.byteCount).count {
                    bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == UInt8(ascii: "\n")
                }
            }
            try whole += part
        }
        try await file.close()
        guard let whole = whole.take() else {
            return (Contents(ReadablePointer(try await process.pointer(to: Bytes([])))), 0)
        }
        return (Contents(whole), lines)
    }

    /// Moves the contents to memory with room for as much again.
    private func enlarge(
        _ full: consuming ReadablePointer<Bytes>
    ) async throws -> Enlarged {
        let size = full.size
        let bytes = try await full.read()
        let memory = try await process.allocate(Bytes.self, count: 2 * size + 4096)
        let parts = try droppingRefused(memory) { try $0.split(at: size) }
        let copy = try await droppingRefused(parts.front) { try await $0.write(bytes) }
        return Enlarged(front: ReadablePointer(copy), back: parts.back)
    }

    /// The bytes that were read, and room for more.
    private struct Enlarged: ~Copyable {
        let front: ReadablePointer<Bytes>
        let back: Pointer<Bytes>
    }

    private func list() async throws {
        let parent = path.removingLastComponent()
        let directory = try await process.open(parent.isEmpty ? "." : parent, .directory)
        let entries = try await directory.getdents64()
        let kinds = Dictionary(grouping: entries, by: \.type).map { "\($0.value.count) \($0.key)" }.sorted()
        Tour.tell(
            "list",
            "\(parent.isEmpty ? "." : parent): \(entries.count) names (\(kinds.joined(separator: ", ")))")
    }

    /// Makes a pipe whose descriptors are read through a linear pointer, and sends the text through it.
    private func sendThroughPipe(_ text: Contents) async throws -> Contents {
        var memory = try await process.allocate(PipeEnds.self)
        let ends = try await process.pipe2(into: &memory).read().value
        let reader = ends.read
        let writer = Contents.Writer(ends.write)
        let bytes = try await text.read()
        async let sent: Void = writer.write(bytes)
        var buffer = try await process.allocate(Bytes.self, count: text.size + 1)
        var received: ReadablePointer<Bytes>?
        while true {
            let part = try await reader.read(into: &buffer)
            if part.size == 0 { break }
            try received += part
        }
        try await sent
        guard let received = received.take() else {
            return Contents(ReadablePointer(try await process.pointer(to: Bytes([]))))
        }
        return Contents(received)
    }

    private func map(comparingWith text: Contents) async throws {
        guard text.size > 0 else {
            Tour.tell("map", "an empty file cannot be mapped")
            return
        }
        let file = try await process.open(path, .rdonly)
        let page = process.host.pageSize
        let length = (text.size + page - 1) / page * page
        let mapping: MemoryMapping
        do {
            mapping = try await file.mmap(length: length, .read, .private)
        } catch let error as SyscallError {
            Tour.tell("map", "this file cannot be mapped: \(error.errno)")
            return
        }
        let range = mapping.range
        let parts = try mapping.pointer().assumeReadable().split(at: text.size)
        let same = try await parts.front.read() == text.read()
        Tour.tell("map", "\(range.pageCount) pages at \(range) hold the same: \(same ? "yes" : "no")")
    }
}

/// The contents of a file, in one pointer.
final class Contents: Sendable {
    private let pointer: ReadablePointer<Bytes>

    init(_ pointer: consuming ReadablePointer<Bytes>) {
        self.pointer = pointer
    }

    var size: Int { pointer.size }

    func read() async throws -> Bytes { try await pointer.read() }

    /// A writer to a descriptor, which it closes when it goes away.
    actor Writer {
        private var descriptor: OwnedFileDescriptor?

        init(_ descriptor: consuming OwnedFileDescriptor) {
            self.descriptor = consume descriptor
        }

        func write(_ bytes: Bytes) async throws {
            guard let descriptor = descriptor.take() else { return }
            try await descriptor.write(bytes.array)
            try await descriptor.close()
        }
    }
}

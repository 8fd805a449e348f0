import Glibc
import Testing

@testable import Rsyscall

@Suite struct ByteRecordsTests {
    let process = LinuxProcess.local

    /// Writes `input` in pieces of `size` bytes to a pipe, and returns what `records` makes of it.
    private func cut(
        _ input: [UInt8], by size: Int, _ records: (AsyncFileDescriptor) -> ByteRecords
    ) async throws -> [[UInt8]] {
        let pipe = try await process.pipe2()
        let read = try await AsyncFileDescriptor(pipe.read)
        var write: AsyncFileDescriptor? = try await AsyncFileDescriptor(pipe.write)
        var iterator = records(read).makeAsyncIterator()
        let rest = stride(from: 0, to: input.count, by: size).map { input[$0..<min($0 + size, input.count)] }
        for piece in rest { try await write?.write(piece) }
        write = nil
        var all: [[UInt8]] = []
        while let record = try await iterator.next() { all.append(record) }
        return all
    }

    /// The same with the bytes given to the cutter alone, each piece after the last is used up.
    private func cutter(
        _ format: RecordCutter.Format, limit: Int, _ input: [UInt8], by size: Int
    ) throws -> [[UInt8]] {
        var cutter = RecordCutter(format, limit: limit)
        var all: [[UInt8]] = []
        for first in stride(from: 0, to: input.count, by: size) {
            cutter.append(Array(input[first..<min(first + size, input.count)]))
            while let record = try cutter.next() { all.append(record) }
        }
        cutter.append([])
        while let record = try cutter.next() { all.append(record) }
        return all
    }

    private static func text(_ records: [[UInt8]]) -> [String] {
        records.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `lines are cut wherever the reads are`() throws {
        for size in 1...12 {
            let lines = try cutter(.lines, limit: 5, Array("one\n\nthree\nlast".utf8), by: size)
            #expect(Self.text(lines) == ["one", "", "three", "last"])
            #expect(try cutter(.lines, limit: 5, Array("one\n".utf8), by: size).count == 1)
        }
    }

    @Test func `line that never ends is an error`() throws {
        for size in 1...12 {
            #expect(throws: MemoryDecodingError.self) {
                try cutter(.lines, limit: 5, Array("one\nlonger than five".utf8), by: size)
            }
        }
    }

    @Test func `records follow their lengths`() throws {
        let input: [UInt8] = [0, 3, 1, 2, 3, 0, 0, 0, 1, 9]
        for size in 1...12 {
            #expect(try cutter(.prefixed(2), limit: 3, input, by: size) == [[1, 2, 3], [], [9]])
            #expect(throws: MemoryDecodingError.self) { try cutter(.prefixed(2), limit: 2, input, by: size) }
            #expect(throws: MemoryDecodingError.self) {
                try cutter(.prefixed(2), limit: 3, input.dropLast(), by: size)
            }
        }
    }

    @Test func `length of 2^60 is an error at once`() throws {
        var cutter = RecordCutter(.prefixed(8), limit: 1 << 20)
        cutter.append([0x10, 0, 0, 0, 0, 0, 0, 0])
        #expect(throws: MemoryDecodingError.invalidField("length", value: 1 << 60)) { try cutter.next() }
        for length in ["1152921504606846976", "99999999999999999999999999"] {
            var cutter = RecordCutter(.netstrings, limit: 1 << 20)
            cutter.append(Array(length.utf8))
            #expect(throws: MemoryDecodingError.self) { try cutter.next() }
        }
    }

    @Test func `netstrings are cut, and malformed ones are errors`() throws {
        for size in 1...12 {
            let strings = try cutter(
                .netstrings, limit: 12, Array("5:hello,0:,12:hello world!,".utf8), by: size)
            #expect(Self.text(strings) == ["hello", "", "hello world!"])
            for bad in ["5:hello", "5:hello.", ":,", "05:hello,", "-1:a,", "x", "13:hello world!!,", "5"] {
                #expect(throws: MemoryDecodingError.self, "\(bad)") {
                    try cutter(.netstrings, limit: 12, Array(bad.utf8), by: size)
                }
            }
        }
    }

    @Test func `random bytes are records or errors`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let input = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) & 0x3f }
            for format in [RecordCutter.Format.chunks, .lines, .prefixed(1), .prefixed(8), .netstrings] {
                _ = try? cutter(format, limit: 16, input, by: .random(in: 1...20))
            }
        }
    }

    @Test func `chunks and lines and records and netstrings come from a pipe`() async throws {
        let chunks = try await cut(Array("abcdefg".utf8), by: 2) { $0.chunks(upTo: 3) }
        #expect(Self.text(chunks) == ["abc", "def", "g"])
        #expect(Self.text(try await cut(Array("a\nb".utf8), by: 1) { $0.lines() }) == ["a", "b"])
        #expect(try await cut([0, 0, 0, 1, 7], by: 2) { $0.records(limit: 10) } == [[7]])
        #expect(Self.text(try await cut(Array("1:a,".utf8), by: 3) { $0.netstrings(limit: 10) }) == ["a"])
    }

    @Test func `canceled next loses nothing of a line`() async throws {
        let pipe = try await process.pipe2()
        let lines = try await AsyncFileDescriptor(pipe.read).lines()
        var iterator = lines.makeAsyncIterator()
        try await pipe.write.write("half")
        let canceled = Task { [iterator] in
            var iterator = iterator
            do {
                _ = try await iterator.next()
                Issue.record("was not canceled")
            } catch { #expect(error is CancellationError) }
            return iterator
        }
        canceled.cancel()
        iterator = await canceled.value
        try await pipe.write.write(" and half\n")
        #expect(try await iterator.next() == Array("half and half".utf8))
    }
}

import Testing

@testable import Rsyscall

/// Values whose byte form is not what they say, which must not make us use memory that is not theirs.
@Suite struct EncodingTests {
    /// A value that writes another number of bytes than it announces.
    struct Liar: MemoryWritable, ValueArgument {
        typealias Value = Liar
        let announced: Int
        let written: Int
        var traced: String { "a liar" }

        func encodedByteCount(for space: AddressSpace) -> Int { announced }

        func encode(into output: inout ByteOutput) {
            for _ in 0..<written { output.append(0xaa) }
        }

        var error: MemoryEncodingError { .otherByteCount(written, announced: announced) }
    }

    @Test(arguments: ProcessKind.all, [0, 1, 7, 9, 64, 5000])
    func `encode that writes another number of bytes than announced throws otherByteCount`(
        _ kind: ProcessKind, _ written: Int
    ) async throws {
        let liar = Liar(announced: 8, written: written)
        try await withProcess(kind) { process in
            await #expect(throws: liar.error) { _ = try await process.pointer(to: liar) }
            let room = try await process.allocate(Liar.self, size: 64)
            let back = try await expectRefused(.error(liar.error), room) { try await $0.write(liar) }
            let again = try await expectRefused(.error(liar.error), back) {
                try await $0.writeToEnd(liar, alignment: 16)
            }
            #expect(again.size == 64)
            // As an argument of a call, which is not made.
            await #expect(throws: liar.error) { try await process.unsafeSyscall(.write, 2, liar, 8) }
        }
    }

    @Test(arguments: ProcessKind.all)
    func `a negative encodedByteCount is refused`(_ kind: ProcessKind) async throws {
        let liar = Liar(announced: -1, written: 0)
        try await withProcess(kind) { process in
            await #expect(throws: AllocationError.negativeSize(-1)) {
                _ = try await process.pointer(to: liar)
            }
            let room = try await process.allocate(Liar.self, size: 64)
            let back = try await expectRefused(.error(AllocationError.negativeSize(-1)), room) {
                try await $0.write(liar)
            }
            #expect(back.size == 64)
            await #expect(throws: AllocationError.negativeSize(-1)) {
                try await process.unsafeSyscall(.write, 2, liar, 8)
            }
        }
    }
}

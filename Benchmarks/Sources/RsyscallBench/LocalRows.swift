import CReference
import Rsyscall

extension Measurement {
    /// Calls of our own process, and its memory.
    static var local: [Measurement] {
        [
            Measurement(
                name: "local-getuid", unit: "ns", referenceName: "the bare instruction in C", rounds: 41
            ) {
                let count = 40_000
                let process = LinuxProcess.local
                let ours = try await nanoseconds {
                    for _ in 0..<count { _ = try await process.getuid() }
                }
                return (ours / Double(count), reference_getuid(count) / Double(count))
            },
            Measurement(
                name: "local-stat", unit: "ns", referenceName: "newfstatat of the same path in C", rounds: 31
            ) {
                let count = 20_000
                let process = LinuxProcess.local
                let ours = try await nanoseconds {
                    for _ in 0..<count { _ = try await process.stat("/etc/passwd") }
                }
                return (ours / Double(count), reference_stat("/etc/passwd", count) / Double(count))
            },
            Measurement(
                name: "local-open-close", unit: "ns", referenceName: "openat and close of the same path in C",
                rounds: 31
            ) {
                let count = 10_000
                let process = LinuxProcess.local
                let ours = try await nanoseconds {
                    for _ in 0..<count { try await process.open("/etc/passwd").close() }
                }
                return (ours / Double(count), reference_open_close("/etc/passwd", count) / Double(count))
            },
            Measurement(
                name: "local-pointer-cycle", unit: "ns", referenceName: "malloc, memcpy in and out, free",
                rounds: 41
            ) {
                let count = 40_000
                let task = LinuxProcess.local
                let value = InlineArray<16, UInt64>(repeating: 7)
                var sum: UInt64 = 0
                let ours = try await nanoseconds {
                    for _ in 0..<count {
                        let pointer = try await task.allocate(InlineArray<16, UInt64>.self)
                        let written = try await pointer.write(value)
                        sum &+= last(of: try await written.read())
                        written.free()
                    }
                }
                precondition(sum == 7 * UInt64(count))
                return (ours / Double(count), reference_malloc_cycle(count) / Double(count))
            },
            Measurement(
                name: "local-read-4k", unit: "ns", referenceName: "pread of the same in C", rounds: 31
            ) {
                let count = 30_000
                let file = try await LinuxProcess.local.memfd_create("bench")
                try await file.write([UInt8](repeating: 1, count: 4096))
                var buffer = try await LinuxProcess.local.allocate(Bytes.self, count: 4096)
                let ours = try await nanoseconds {
                    for _ in 0..<count {
                        let filled = try await file.pread(into: &buffer, at: 0)
                        try buffer.merge(before: filled)
                    }
                }
                return (
                    ours / Double(count), reference_pread(file.number.rawValue, count) / Double(count)
                )
            },
            Measurement(
                name: "allocator-million", unit: "ns", referenceName: "the same with 1,000 live", rounds: 5
            ) {
                let few = try await allocateAndFree(live: 1_000)
                let many = try await allocateAndFree(live: 1_000_000)
                return (many, few)
            },
        ]
    }

    /// Needs the whole array, as the reference does, which would else be read by one element.
    @inline(never)
    private static func last(of array: borrowing InlineArray<16, UInt64>) -> UInt64 { array[15] }

    /// The nanoseconds of one allocation and free with so many others live.
    private static func allocateAndFree(live: Int) async throws -> Double {
        let task = LinuxProcess.local
        var held: [Held] = []
        held.reserveCapacity(live)
        for index in 0..<live {
            held.append(Held(try await task.allocate(Bytes.self, count: 16 + index % 240)))
        }
        let count = 200_000
        let took = try await nanoseconds {
            for index in 0..<count {
                // Never the size of the one freed last, which would wait for it.
                let pointer = try await task.allocate(Bytes.self, count: 16 + index * 37 % 240)
                pointer.free()
            }
        }
        precondition(held.count == live)
        return took / Double(count)
    }

    private final class Held {
        let pointer: Pointer<Bytes>
        init(_ pointer: consuming Pointer<Bytes>) { self.pointer = pointer }
    }
}

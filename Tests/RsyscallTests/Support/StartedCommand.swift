import Testing

@testable import Rsyscall

/// A command that runs.
struct StartedCommand: ~Copyable {
    let process: ChildProcess
    let input: OwnedFileDescriptor
    let output: OwnedFileDescriptor

    init(
        process: consuming ChildProcess, input: consuming OwnedFileDescriptor,
        output: consuming OwnedFileDescriptor
    ) {
        self.process = process
        self.input = input
        self.output = output
    }

    /// What it writes, up to and with `text`, or to its end.
    func read(to text: String) async throws -> String {
        var bytes: [UInt8] = []
        while !String(decoding: bytes, as: UTF8.self).hasSuffix(text) {
            let part = try await output.read(upTo: 1)
            if part.isEmpty { break }
            bytes += part
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The rest of what it writes.
    func rest() async throws -> String {
        var bytes: [UInt8] = []
        while true {
            let part = try await output.read(upTo: 4096)
            if part.isEmpty { return String(decoding: bytes, as: UTF8.self) }
            bytes += part
        }
    }

    /// Waits for its end, with its input and its output open: a terminal would hang up.
    consuming func end() async throws -> ChildState {
        let state = try await process.wait()
        extendLifetime(input)
        extendLifetime(output)
        return state
    }

    /// Waits for the command to end, and expects this end.
    consuming func expectEnd(
        _ expected: ChildState, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let state = try await end()
        #expect(state == expected, sourceLocation: sourceLocation)
    }
}

import Rsyscall
import Testing

/// Errors that are caught alike whether or not the operation consumed something.
@Suite struct ErrorReasonTests {
    let process = LinuxProcess.local
    // A directory that can't be searched would be another reason.
    let environment = Environment(["PATH": "/usr/bin"])

    @Test func `reason matches CommandError of exec and of run`() async throws {
        let child = try await process.clone()
        do {
            _ = try await child.exec(Command("no-such-program"), environment: environment)
            Issue.record("was not refused")
        } catch {
            #expect(error.reason is CommandError)
        }
        do {
            _ = try await process.run(Command("no-such-program"), environment: environment)
            Issue.record("was not refused")
        } catch {
            #expect(error.reason is CommandError)
        }
    }
}

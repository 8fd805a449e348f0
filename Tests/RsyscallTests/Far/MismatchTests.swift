import Testing

@testable import Rsyscall

@Suite struct MismatchTests {
    let process = LinuxProcess.local

    private func mismatch(_ body: () async throws -> Void) async -> Mismatch? {
        await #expect(throws: Mismatch.self) { try await body() }
    }

    @Test func `Mismatch of a pointer has both address spaces`() async throws {
        let (elsewhere, _) = process.elsewhere()
        let path = try await process.pointer(to: "/")
        let error = await mismatch { _ = try await elsewhere.stat(path) }
        #expect(error?.kind == .addressSpace)
        #expect(error?.process === elsewhere.addressSpace)
        #expect(error?.handle === process.addressSpace)
    }

    @Test func `Mismatch of a descriptor has both tables`() async throws {
        let child = try await process.clone()
        let directory = try await process.open("/", .directory)
        let error = await mismatch { try await child.fchdir(directory) }
        #expect(error?.kind == .descriptorTable)
        #expect(error?.process === child.process.descriptorTable)
        #expect(error?.handle === process.descriptorTable)
    }

    @Test func `Mismatch of a working directory has both processes`() async throws {
        let child = try await process.clone()
        let error = await mismatch { try await process.linkat("/a", to: "b", in: child) }
        #expect(error?.kind == .workingDirectory)
        #expect(error?.process === process)
        #expect(error?.handle === child.process)
    }

    @Test(.enabled(Caller.needed, Caller.canHaveUserNamespaces))
    func `Mismatch of a process number has both pid namespaces`() async throws {
        let child = try await process.clone([.newuser, .newpid])
        let error = await mismatch { _ = try child.pid(in: child.process) }
        #expect(error?.kind == .pidNamespace)
        #expect(error?.process === child.process.pidNamespace)
        #expect(error?.handle === process.pidNamespace)
    }

    @Test func `Mismatch describes both namespaces`() {
        let (one, other) = (MountNamespace(), MountNamespace())
        let text = Mismatch(.mountNamespace, process: one, handle: other).description
        #expect(text.contains("a handle of mount namespace "))
        #expect(text.split(separator: " ").filter { $0.allSatisfy(\.isHexDigit) && $0.count > 4 }.count == 2)
    }
}

import Foundation
import Rsyscall
import Synchronization
import SystemPackage
import Testing

/// The server of a FUSE file system with the files `0`, `1` and so on, which is a Swift task of this program. So a call
/// on one of the files that kept Swift's threads waiting would keep its answer from coming.
///
/// It answers no request of a file until each user has made one. So that many calls must be under way at once, however
/// many threads Swift has.
final class FuseServer: Sendable {
    static let content = Array("served".utf8)
    private let device: OwnedFileDescriptor
    private let path: FilePath
    private let users: Mutex<Int>

    init(_ device: consuming OwnedFileDescriptor, at path: FilePath, users: Int) {
        self.device = device
        self.path = path
        self.users = Mutex(users)
    }

    /// Runs `body`, one of the users of a file.
    func asUser(_ body: (FilePath) async throws -> Void) async throws {
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(path))
        } catch {
            result = .failure(error)
        }
        users.withLock { $0 -= 1 }
        // So that the server looks again for whom it waits.
        await ask()
        try result.get()
    }

    /// Has the kernel ask for what is no file.
    func ask() async { _ = try? await LinuxProcess.local.stat(path.appending("none")) }

    /// Serves until the device is closed.
    func serve() async throws {
        var held: [FuseRequest] = []
        while true {
            let request: FuseRequest
            do {
                request = FuseRequest(try await device.read(upTo: 1 << 17))
            } catch let error as SyscallError where error.errno == .ENODEV {
                return
            } catch is Hangup {
                return
            }
            if request.isOfFile {
                held.append(request)
            } else {
                try await answer(request)
            }
            guard Set(held.map(\.node)).count >= users.withLock({ $0 }) else { continue }
            for request in held { try await answer(request) }
            held = []
        }
    }

    private func answer(_ request: FuseRequest) async throws {
        guard let answer = request.answer else { return }
        do {
            _ = try await device.write(Bytes(answer))
        } catch let error as SyscallError where error.errno == .ENOENT {
            // No process waits for it anymore, such as for that of a close after the unmounting.
        } catch is Hangup {
        }
    }
}

/// Runs `body` with a mounted file system that is to have so many users.
func withServedFiles(
    users: Int, _ body: (FuseServer) async throws -> Void
) async throws {
    let process = LinuxProcess.local
    // Each makes every program's look for mounts longer.
    try await ServedMount.removeAbandoned()
    try await withTemporaryDirectory { path in
        // The device is the child's alone. If the child is killed, or this program and so the child, no call waits for
        // the server anymore.
        let child = try await process.clone()
        let device = try await child.open("/dev/fuse", .rdwr)
        try await child.mount(
            ServedMount.source, path, "fuse", [.nosuid, .nodev],
            data: "fd=\(device.number),rootmode=40000,user_id=0,group_id=0")
        let server = FuseServer(device, at: path, users: users)
        let watchdog = Watchdog(over: child.process.pid)
        defer { watchdog.stop() }
        async let end: Void = server.serve()
        // Until the kernel knows that the server answers lookups side by side, it asks for one at a time.
        await server.ask()
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(server))
        } catch {
            result = .failure(error)
        }
        try await process.umount2(path, .detach)
        // Other tests' mount namespaces may hold a copy of the mount, so it is the closing of the device that ends it.
        try child.signal(.kill)
        try await end
        try result.get()
    }
}

/// Kills a process if Swift's threads run nothing for some minutes. How long the test takes says nothing, since hundreds
/// of others may want the same threads.
private struct Watchdog {
    private let isOver = DispatchSemaphore(value: 0)

    init(over process: ProcessID) {
        let isOver = isOver
        Thread {
            while true {
                let hasRun = DispatchSemaphore(value: 0)
                Task.detached { hasRun.signal() }
                guard hasRun.wait(timeout: .now() + 300) == .success else { break }
                if isOver.wait(timeout: .now() + 1) == .success { return }
            }
            Issue.record("a file of this program's own server kept Swift's threads waiting")
            kill(process.rawValue, SIGKILL)
        }.start()
    }

    func stop() { isOver.signal() }
}

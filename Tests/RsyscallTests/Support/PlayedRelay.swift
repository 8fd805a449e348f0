import Foundation
import RsyscallWire
import SystemPackage
import Testing

@testable import Rsyscall

/// A relay that a test plays.
final class PlayedRelay: Sendable {
    let link: StreamLink
    let server: StreamServer
    private let connection: StreamConnection
    private let peer: CInt

    init() throws {
        var ends: [CInt] = [-1, -1]
        try #require(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
        try #require(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
        var greeting = StubGreeting()
        greeting.places = 4
        peer = ends[1]
        link = StreamLink(
            greeting, input: FileDescriptorNumber(ends[0]),
            output: FileDescriptorNumber(fcntl(ends[0], F_DUPFD_CLOEXEC, 3)), LinuxProcess.local.host.loop)
        let (server, page) = try #require(link.takePlace())
        self.server = server
        connection = StreamConnection(
            server, over: link, page,
            in: ProcessNamespaces(
                descriptorTable: DescriptorTable(), pids: PidNamespace(), mounts: MountNamespace()))
    }

    deinit { close(peer) }

    func getpid() async -> Int? { try? await connection.call(Step(.getpid)) }

    func error() async -> Hangup? {
        do throws(Hangup) {
            _ = try await connection.call(Step(.getpid))
            return nil
        } catch {
            return error
        }
    }

    /// Takes no more, but doesn't end what it sends.
    func refuse() { shutdown(peer, CInt(SHUT_RD)) }

    /// Makes a call that is sent a frame.
    func send(_ size: Int) async -> Int? {
        var frame = connection.makeFrame()
        guard let start = try? frame.reserve(size) else { return nil }
        memset(frame.base + start, 7, size)
        return try? await connection.run([Step(.getpid)], &frame).first
    }

    /// Makes a call that fills a frame, and returns what it has filled it with.
    func fill(_ size: Int) async -> [UInt8]? {
        var frame = connection.makeFrame()
        guard (try? frame.reserveRoom(size)) != nil,
            (try? await connection.run([Step(.getpid)], &frame)) != nil
        else { return nil }
        return Array(frame.outputBytes(size))
    }

    /// Waits for as much of a request, and sends these bytes.
    func answer(_ bytes: [UInt8], after count: Int = 88) async throws {
        _ = try await receive(count)
        let peer = peer
        // A thread of its own, since it waits until the other side takes them.
        try await withCheckedThrowingContinuation { continuation in
            Thread {
                let isSent = Glibc.send(peer, bytes, bytes.count, CInt(MSG_NOSIGNAL)) == bytes.count
                continuation.resume(with: Result { try #require(isSent) })
            }.start()
        }
    }

    func receive(_ count: Int) async throws -> [UInt8] {
        let peer = peer
        return try await withCheckedThrowingContinuation { continuation in
            Thread {
                var bytes = [UInt8](repeating: 0, count: count)
                let received = recv(peer, &bytes, count, CInt(MSG_WAITALL))
                continuation.resume(
                    with: Result {
                        try #require(received == count)
                        return bytes
                    })
            }.start()
        }
    }

    func end() { shutdown(peer, CInt(SHUT_RDWR)) }
}

import NIOCore
import NIOHTTP1
import NIOPosix
import Rsyscall

/// Serves HTTP by swift-nio on a socket that listens in another network namespace, and asks it from there.
///
/// The socket is made by a child that is in the namespace; this process never is. It needs no privilege where ordinary
/// users may have user namespaces.
@main
struct NamespaceServer {
    static func main() async throws {
        let process = LinuxProcess.local
        let child = try await process.clone([.newuser, .newnet], users: .single())
        let socket = try await child.socket(.unix, .stream)
        try await socket.bind(.unix(abstract: "namespace-server"))
        try await socket.listen()

        // The child's descriptor becomes one of ours, and ours becomes swift-nio's, which closes it.
        let listener = try await process.inherit(socket).release()
        let group = MultiThreadedEventLoopGroup.singleton
        let server = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(Greeter())
                }
            }
            .withBoundSocket(listener.rawValue).get()

        // Only in the child's namespace does the name lead to the socket.
        print("from outside:", await answer(to: process))
        print("from inside:", await answer(to: child.process))

        try await server.close()
        _ = try await child.exit()
    }

    /// What a client that is in the namespaces of `process` gets.
    private static func answer(to process: LinuxProcess) async -> String {
        do {
            let client = try await AsyncFileDescriptor(process.socket(.unix, .stream))
            try await client.connect(.unix(abstract: "namespace-server"))
            try await client.write("GET / HTTP/1.0\r\n\r\n".utf8)
            let answer = String(decoding: try await client.readToEnd(), as: UTF8.self)
            return String(answer.split(separator: "\r\n").last ?? "")
        } catch {
            return "\(error)"
        }
    }
}

/// Answers every request with a greeting.
private final class Greeter: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        let body = ByteBuffer(string: "Hello from another network namespace\n")
        let headers = HTTPHeaders([("Content-Length", "\(body.readableBytes)"), ("Connection", "close")])
        let head = HTTPResponseHead(version: .http1_0, status: .ok, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }
}

import NIOCore
import NIOPosix

/// With swift-nio's `NIOAsyncChannel` at both ends.
enum AsyncChannelEcho: Echo {
    private typealias Channel = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    static func run(connections: Int, count: Int) async throws -> Cost {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var clients: [Channel] = []
        var servers: [Task<Void, any Error>] = []
        for _ in 0..<connections {
            let (near, far) = connectedSockets()
            clients.append(try await channel(near, group))
            let server = try await channel(far, group)
            servers.append(
                Task {
                    try await server.executeThenClose { inbound, outbound in
                        for try await part in inbound { try await outbound.write(part) }
                    }
                })
        }
        let message = ByteBuffer(repeating: 1, count: Measurement.echoedByteCount)
        let cost = try await Cost.of {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for client in clients {
                    tasks.addTask {
                        try await client.executeThenClose { inbound, outbound in
                            var parts = inbound.makeAsyncIterator()
                            for _ in 0..<count {
                                try await outbound.write(message)
                                var received = 0
                                while received < message.readableBytes {
                                    guard let part = try await parts.next() else { return }
                                    received += part.readableBytes
                                }
                            }
                        }
                    }
                }
                try await tasks.waitForAll()
            }
        }
        for server in servers { try await server.value }
        try await group.shutdownGracefully()
        return cost
    }

    private static func channel(
        _ descriptor: CInt, _ group: MultiThreadedEventLoopGroup
    ) async throws -> Channel {
        try await ClientBootstrap(group: group).withConnectedSocket(descriptor) { channel in
            channel.eventLoop.makeCompletedFuture { try Channel(wrappingChannelSynchronously: channel) }
        }
    }
}

/// With swift-nio's handlers at both ends, which run on the event loop's thread.
enum HandlerEcho: Echo {
    static func run(connections: Int, count: Int) async throws -> Cost {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let message = ByteBuffer(repeating: 1, count: Measurement.echoedByteCount)
        var clients: [any Channel] = []
        var ends: [EventLoopFuture<Void>] = []
        for _ in 0..<connections {
            let (near, far) = connectedSockets()
            let end = group.any().makePromise(of: Void.self)
            ends.append(end.futureResult)
            clients.append(
                try await ClientBootstrap(group: group).channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            Client(message: message, count: count, end: end))
                    }
                }.withConnectedSocket(near).get())
            _ = try await ClientBootstrap(group: group).channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Server())
                }
            }.withConnectedSocket(far).get()
        }
        let cost = try await Cost.of {
            for client in clients { client.writeAndFlush(message, promise: nil) }
            for end in ends { try await end.get() }
        }
        try await group.shutdownGracefully()
        return cost
    }

    /// Sends the message again once it has come back.
    private final class Client: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        let message: ByteBuffer
        var count: Int
        let end: EventLoopPromise<Void>
        var received = 0

        init(message: ByteBuffer, count: Int, end: EventLoopPromise<Void>) {
            self.message = message
            self.count = count
            self.end = end
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += unwrapInboundIn(data).readableBytes
            guard received >= message.readableBytes else { return }
            received = 0
            count -= 1
            if count == 0 {
                context.close(promise: nil)
                end.succeed()
            } else {
                context.writeAndFlush(wrapOutboundOut(message), promise: nil)
            }
        }
    }

    /// Sends back what comes.
    private final class Server: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            context.writeAndFlush(data, promise: nil)
        }
    }
}

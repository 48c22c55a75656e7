public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle
import Synchronization
import WorkerKit

/// A server that takes mail for a few addresses (RFC 5321). It relays nothing, and says 2xx only for what is stored.
public struct MailServer: Service {
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private let listening: SMTPListening
    private let name: String
    private let door: SMTPDoor
    private let limits: SMTPLimits
    private let room: SMTPRoom
    private let logger: Logger

    /// - Parameters:
    ///   - listening: where it listens.
    ///   - name: how it calls itself.
    ///   - door: what becomes of mails.
    ///   - logger: gets a line when it listens, and connections that broke at `debug`.
    public init(
        _ listening: SMTPListening, name: String, door: SMTPDoor, limits: SMTPLimits = SMTPLimits(), logger: Logger
    ) {
        self.listening = listening
        self.name = name
        self.door = door
        self.limits = limits
        room = SMTPRoom(limits)
        self.logger = logger
    }

    /// Serves until graceful shutdown: what is being stored is answered, and everybody else is told to come again.
    /// - Throws: `ConfigurationProblem` when nothing can listen there.
    public func run() async throws {
        let idle = TimeAmount.seconds(Int64(limits.idleSeconds))
        let server = try await listening.explaining {
            try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.backlog, value: 128)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: listening.host, port: listening.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandlers(
                            IdleStateHandler(readTimeout: idle), IdleEnd())
                        return try Connection(wrappingChannelSynchronously: channel)
                    }
                }
        }
        try listening.announce(port: server.channel.localAddress?.port)
        try await withGracefulShutdownHandler {
            try await server.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await connection in connections {
                        group.addTask { await serve(connection) }
                    }
                }
            }
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
    }

    private func serve(_ connection: Connection) async {
        do {
            try await connection.executeThenClose { inbound, outbound in
                guard room.enter() else { return try await outbound.write(SMTPReply.crowded) }
                defer { room.leave() }
                try await withGracefulShutdownHandler {
                    try await converse(inbound, outbound)
                } onGracefulShutdown: {
                    // What is under way is finished first: the end is seen when the next command is waited for.
                    connection.channel.close(mode: .input, promise: nil)
                }
            }
        } catch {
            logger.debug("a mail connection broke", metadata: [LoggingKeys.reason: "\(error)"])
        }
    }

    private func converse(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        var session = SMTPSession(name: name, limits: limits)
        var held = 0
        defer { room.hold(&held, 0) }
        try await outbound.write(session.greeting)
        for try await bytes in inbound {
            session.append(bytes.readableBytesView)
            while let action = session.next() {
                if try await perform(action, in: &session, outbound) { return }
            }
            if !room.hold(&held, session.size) {
                session.refuse()
                room.hold(&held, session.size)
            }
        }
        if Task.isShuttingDownGracefully { try await outbound.write(SMTPReply.closing) }
    }

    /// - Returns: whether the connection has ended.
    private func perform(
        _ action: SMTPSession.Action, in session: inout SMTPSession,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws -> Bool {
        switch action {
        case .reply(let reply):
            try await outbound.write(reply)
            return false
        case .close(let reply):
            try await outbound.write(reply)
            return true
        case .admit(let recipient, let sender):
            let refusal = room.isTight ? SMTPReply.full : await door.admit(recipient, sender)
            return try await perform(session.answered(refusal), in: &session, outbound)
        case .store(let envelope, let mail):
            let reply = await door.store(envelope, mail)
            return try await perform(session.stored(reply), in: &session, outbound)
        }
    }
}

extension NIOAsyncChannelOutboundWriter<ByteBuffer> {
    fileprivate func write(_ reply: SMTPReply) async throws {
        try await write(ByteBuffer(bytes: reply.bytes))
    }
}

/// Ends a connection on which nothing was said for too long.
private final class IdleEnd: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is IdleStateHandler.IdleStateEvent else { return context.fireUserInboundEventTriggered(event) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: SMTPReply.idle.bytes)), promise: nil)
        context.close(promise: nil)
    }
}

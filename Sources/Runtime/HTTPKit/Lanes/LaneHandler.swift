import DequeModule
import HTTPTypes
import JSON
import NIOCore
import NIOHTTPTypes

/// Takes the requests of a connection that lanes want, and hands all others on to the endpoints.
///
/// Answers keep the order of their requests: while one waits in a lane, what the client sends after it waits as well, and
/// while an endpoint has a request of the connection, everything goes to the endpoints.
final class LaneHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum State {
        /// Between two requests.
        case idle
        /// A lane is to have the request that is read.
        case reading
        /// A lane has a request.
        case waiting
        /// The endpoints have so many requests.
        case beside(Int)
    }

    private struct Reading {
        var head: HTTPRequest
        var admission: Lanes.Admission
        var body: ByteBuffer?
        let start = ContinuousClock.now
    }

    private let lanes: Lanes
    private var state = State.idle
    private var reading: Reading?
    /// What came while a lane had a request.
    private var backlog: Deque<HTTPRequestPart> = []
    /// Whether something was handed on that its receiver was not told the end of.
    private var hasHandedOn = false
    private var holdsRead = false
    private var holdsEnd = false
    private var context: ChannelHandlerContext?

    init(_ lanes: Lanes) {
        self.lanes = lanes
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        forget()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if case .waiting = state {
            backlog.append(part)
        } else {
            take(part, context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard hasHandedOn else { return }
        hasHandedOn = false
        context.fireChannelReadComplete()
    }

    /// A client that sends on and on without waiting for answers is read again once it has one.
    func read(context: ChannelHandlerContext) {
        if backlog.isEmpty { context.read() } else { holdsRead = true }
    }

    /// A client that has sent all is still answered: what is behind would close the connection.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .waiting = state, case .inputClosed? = event as? ChannelEvent {
            holdsEnd = true
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data), case .beside(let requests) = state {
            state = requests > 1 ? .beside(requests - 1) : .idle
        }
        context.write(data, promise: promise)
    }
}

// MARK: - Requests

extension LaneHandler {
    private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        switch (state, part) {
        case (.idle, .head(let head)):
            guard let admission = lanes.admit(head) else { return handOn(part, context) }
            reading = Reading(head: head, admission: admission)
            state = .reading
        case (.reading, .body(var bytes)):
            if reading?.body?.writeBuffer(&bytes) == nil { reading?.body = bytes }
        case (.reading, .end(let trailers)): end(trailers, context)
        default: handOn(part, context)
        }
    }

    private func handOn(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        if case .head = part {
            if case .beside(let requests) = state { state = .beside(requests + 1) } else { state = .beside(1) }
        }
        hasHandedOn = true
        context.fireChannelRead(wrapInboundOut(part))
    }

    private func end(_ trailers: HTTPFields?, _ context: ChannelHandlerContext) {
        guard let reading else { return }
        state = .waiting
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        let isTaken = reading.admission.lane.take(
            LaneRequest(
                principal: reading.admission.principal, trace: reading.admission.trace,
                body: reading.body.map { Array($0.readableBytesView) } ?? [])
        ) { result in
            loop.execute { handler.value.answer(result) }
        }
        if isTaken {
            self.reading?.body = nil
            return
        }
        forget()
        state = .idle
        handOn(.head(reading.head), context)
        if let body = reading.body { handOn(.body(body), context) }
        handOn(.end(trailers), context)
    }

    /// Gives back the room of the request that a lane has, or is to have.
    private func forget() {
        if let length = reading?.admission.length { lanes.bodies.giveBack(length) }
        reading = nil
    }
}

// MARK: - Answers

extension LaneHandler {
    private func answer(_ result: Result<LaneAnswer, any Error>) {
        guard let context, let reading, case .waiting = state else { return }
        let path = reading.admission.lane.path
        forget()
        switch result {
        case .success(let answer):
            lanes.answered(answer.status, path: path, since: reading.start)
            write(answer.status, LaneFields.json, answer.body, context)
        case .failure(let error):
            let problem = lanes.problem(of: error, path: path)
            lanes.answered(problem.status, path: path, since: reading.start)
            write(problem.status, LaneFields.fields(of: problem), problem.json.bytes(), context)
        }
        state = .idle
        resume(context)
    }

    private func write(
        _ status: HTTPResponse.Status, _ fields: HTTPFields, _ body: [UInt8], _ context: ChannelHandlerContext
    ) {
        var fields = fields
        fields[.contentLength] = String(body.count)
        fields[.date] = HTTPDate.now
        context.write(wrapOutboundOut(.head(HTTPResponse(status: status, headerFields: fields))), promise: nil)
        context.write(wrapOutboundOut(.body(context.channel.allocator.buffer(bytes: body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Goes on with what came in the meantime.
    private func resume(_ context: ChannelHandlerContext) {
        while let part = backlog.first {
            if case .waiting = state { return }
            backlog.removeFirst()
            take(part, context)
        }
        channelReadComplete(context: context)
        if holdsRead {
            holdsRead = false
            context.read()
        }
        if holdsEnd {
            holdsEnd = false
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
    }
}

/// The header fields of answers, but for those that change.
private enum LaneFields {
    static let json = hardened([.contentType: "application/json"])

    static func fields(of problem: Problem) -> HTTPFields {
        var fields = problem.headers
        fields[.contentType] = Problem.contentType
        return hardened(fields)
    }

    private static func hardened(_ fields: HTTPFields) -> HTTPFields {
        var fields = fields
        fields.harden()
        return fields
    }
}

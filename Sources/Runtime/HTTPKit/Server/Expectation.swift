import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOHTTPTypes
import Synchronization

/// Answers `Expect: 100-continue` (RFC 9110, section 10.1.1): the client is told to go on as soon as somebody reads its body.
/// One that is refused by its head alone, for want of a key or for its length, is told that at once, and sends no body.
struct ExpectingResponder<Next: HTTPResponder>: HTTPResponder where Next.Context == APIContext {
    let next: Next

    func respond(to request: Request, context: APIContext) async throws -> Response {
        guard request.headers[.expect]?.lowercased() == "100-continue" else {
            return try await next.respond(to: request, context: context)
        }
        let body = ExpectedBody(body: request.body, invitation: Invitation(channel: context.channel))
        var request = request
        request.body = RequestBody(asyncSequence: body)
        var response = try await next.respond(to: request, context: context)
        // Whether the body still comes is for the client to decide: nothing else may come on this connection.
        if !body.invitation.isSent { response.headers[.connection] = "close" }
        return response
    }
}

/// The interim answer that lets a client send its body, once.
private final class Invitation: Sendable {
    private let channel: any Channel
    private let sent = Atomic(false)

    init(channel: any Channel) { self.channel = channel }

    var isSent: Bool { sent.load(ordering: .relaxed) }

    func send() async throws {
        guard !sent.exchange(true, ordering: .relaxed) else { return }
        try await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
    }
}

/// A body whose client waits to be invited.
private struct ExpectedBody: AsyncSequence, Sendable {
    let body: RequestBody
    let invitation: Invitation

    struct AsyncIterator: AsyncIteratorProtocol {
        var body: RequestBody.AsyncIterator
        let invitation: Invitation

        mutating func next() async throws -> ByteBuffer? {
            try await invitation.send()
            return try await body.next()
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: body.makeAsyncIterator(), invitation: invitation)
    }
}

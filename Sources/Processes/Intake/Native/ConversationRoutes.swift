import IncidentStore
import HTTPKit
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Incident
import JSON
import NativeProviders

/// `/api/v1/conversations`.
struct ConversationRoutes: Sendable {
    var access: NativeAccess

    private var conversations: NativeConversations { access.native.conversations }

    func add(to router: some RouterMethods<APIContext>) {
        router.get("/api/v1/conversations/:id") { request, context in
            try await access.admitReader(request, of: context.segment("id"))
            return Response.json(try await conversations.conversation(context.segment("id")).json)
        }
        router.get("/api/v1/conversations/:id/messages") { request, context in try await list(request, context) }
        router.post("/api/v1/conversations/:id/messages") { request, context in try await say(request, context) }
        router.get("/api/v1/conversations/:id/members") { request, context in try await members(request, context) }
        router.post("/api/v1/conversations/:id/members") { request, context in try await join(request, context) }
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        try await access.admitReader(request, of: context.segment("id"))
        let limit = try request.limit()
        let after = try request.parameter("cursor").map { text in
            guard let id = UUID(uuidString: text) else {
                throw Problem(.badRequest, "cursor must be the next_cursor of a page of this list")
            }
            return id
        }
        let found = try await conversations.messages(in: context.segment("id"), after: after, limit: limit + 1)
        let page = Array(found.prefix(limit))
        let next = found.count > limit ? page.last?.id : nil
        return Response.json(["items": page.json, "next_cursor": .optional(next)])
    }

    private func say(_ request: Request, _ context: APIContext) async throws -> Response {
        let key = try await access.doorkeeper.admit(request, for: .incidentsWrite)
        let body = try await access.bodies.json(of: request)
        try body.object(allowing: ["text", "author"])
        let text = try body.string("text", length: 1...NativeConversations.messageLimit)
        let author = try body.optionalLine("author", length: 1...200)
        // The same request under the same idempotency key is the same message, however often it is sent.
        let once = try Idempotency(request, principal: key.name, body: []).map { "api/\($0.principal)/\($0.key)" }
        let message = try await conversations.say(
            text, author: author ?? key.name, in: context.segment("id"), key: once)
        return Response.json(message.json, status: .created)
    }

    private func members(_ request: Request, _ context: APIContext) async throws -> Response {
        try await access.admitReader(request, of: context.segment("id"))
        let members = try await conversations.conversation(context.segment("id")).members
        return Response.json(["items": members.json, "next_cursor": .null])
    }

    private func join(_ request: Request, _ context: APIContext) async throws -> Response {
        _ = try await access.doorkeeper.admit(request, for: .incidentsWrite)
        let body = try await access.bodies.json(of: request)
        try body.object(allowing: ["email"])
        let email = try body.string("email", length: 3...254)
        guard Person.isAddress(email) else {
            throw try body.member("email").error(expected: "a mail address", found: "another text")
        }
        let id = try context.segment("id")
        try await conversations.join(email, conversation: id)
        let members = try await conversations.conversation(id).members
        return Response.json(["items": members.json, "next_cursor": .null], status: .created)
    }
}

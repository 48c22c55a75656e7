import ConversationDesk
import Encodings
import FoundationEssentials
import HTTPTypes
import HTTPKit
import HummingbirdCore
import IncidentStore
import JSON
import NativeProviders

/// `/api/v1/conversations`.
struct ConversationRoutes: Sendable {
    var access: NativeAccess
    var desk: ConversationDesk

    private var conversations: NativeConversations { access.native.conversations }

    var endpoints: [Endpoint] {
        let path = "/api/v1/conversations/{id}"
        return [
            Endpoint(.get, path, "showConversation", for: .incidentsRead) { call in
                .json(try await conversations.conversation(call.place(in: access)).json)
            },
            Endpoint(
                .get, "\(path)/messages", "listMessages", for: .incidentsRead, reading: .page, answer: list),
            Endpoint(
                .post, "\(path)/messages", "sayMessage", for: .incidentsWrite, reading: .idempotencyKey,
                body: MessageRequest.self, answer: say),
            Endpoint(
                .post, "\(path)/messages/{message}/pins", "pinMessage", for: .incidentsWrite, body: PinRequest.self,
                answer: pin),
            Endpoint(.get, "\(path)/members", "listMembers", for: .incidentsRead) { call in
                let members = try await conversations.conversation(call.place(in: access)).members
                return .json(["items": members.json, "next_cursor": .null])
            },
            Endpoint(
                .post, "\(path)/members", "addMember", for: .incidentsWrite, body: MemberRequest.self, answer: join),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let id = try await call.place(in: access)
        let after = try call.cursor.map { text in
            guard let id = UUIDText.uuid(from: text) else {
                throw Problem(.badRequest, "cursor must be the next_cursor of a page of this list")
            }
            return id
        }
        let found = try await conversations.messages(in: id, after: after, limit: call.limit + 1)
        let page = try await desk.shown(Array(found.prefix(call.limit)), to: call.principal.name)
        let next = found.count > call.limit ? page.last?.id : nil
        return .json(["items": page.json, "next_cursor": .optional(next)])
    }

    @Sendable private func say(_ call: Call, _ message: MessageRequest) async throws -> Response {
        // The same request under the same idempotency key is the same message, however often it is sent.
        let said = try await desk.say(
            message.text, by: MessageAuthor(message.author, by: call.principal.name, viewer: call.principal.viewer),
            in: call.segment("id"), key: call.idempotencyKey.map { "api/\(call.principal.name)/\($0)" },
            trace: call.request.trace)
        return .json(said.json, status: .created)
    }

    @Sendable private func pin(_ call: Call, _ request: PinRequest) async throws -> Response {
        guard let message = UUIDText.uuid(from: try call.segment("message")) else {
            throw Problem(.notFound, "messages have ids such as 01933f5e-7d1a-7c3b-9f00-0123456789ab")
        }
        let pinned = try await desk.pin(
            message, in: call.segment("id"),
            by: MessageAuthor(request.author, by: call.principal.name, viewer: call.principal.viewer),
            trace: call.request.trace)
        return .json(pinned.json, status: .created)
    }

    @Sendable private func join(_ call: Call, _ member: MemberRequest) async throws -> Response {
        let id = try call.segment("id")
        try await conversations.join(member.email, conversation: id)
        let members = try await conversations.conversation(id).members
        return .json(["items": members.json, "next_cursor": .null], status: .created)
    }
}

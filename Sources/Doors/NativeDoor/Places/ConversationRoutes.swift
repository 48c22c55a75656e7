import Encodings
import HTTPTypes
import FoundationEssentials
import HTTPKit
import HummingbirdCore
import IncidentStore
import JSON
import NativeProviders
import WorkStore

/// `/api/v1/conversations`.
struct ConversationRoutes: Sendable {
    var access: NativeAccess

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
        let page = Array(found.prefix(call.limit))
        let next = found.count > call.limit ? page.last?.id : nil
        return .json(["items": page.json, "next_cursor": .optional(next)])
    }

    @Sendable private func say(_ call: Call, _ message: MessageRequest) async throws -> Response {
        // The same request under the same idempotency key is the same message, however often it is sent.
        let id = try call.segment("id")
        let said = try await access.committer.commit { work in
            let said = try await conversations.say(
                message.text, author: message.author ?? call.principal.name, in: id,
                key: call.idempotencyKey.map { "api/\(call.principal.name)/\($0)" }, within: work)
            try await SaidMessages.announce(said, cause: call.request.trace, in: work)
            return said.message
        }
        return .json(said.json, status: .created)
    }

    @Sendable private func join(_ call: Call, _ member: MemberRequest) async throws -> Response {
        let id = try call.segment("id")
        try await conversations.join(member.email, conversation: id)
        let members = try await conversations.conversation(id).members
        return .json(["items": members.json, "next_cursor": .null], status: .created)
    }
}

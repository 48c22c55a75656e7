import Capabilities
import FoundationEssentials
import JSON
import Postgres
import Storage
import WorkerKit

/// A notice as its row says, with what decides whether it still is news.
struct PlannedNotice: Sendable {
    var id: UUID
    var incidentName: String
    var channel: Notice.Channel
    var recipient: String
    var state: String
    var subject: String
    var body: String
    var headers: MailHeaders
    /// Whether a newer status was told meanwhile.
    var isSuperseded: Bool
    /// The provider that made the incident's conversation, when the notice goes there.
    var conversationProvider: String?

    /// What makes every try the same effect.
    var key: EffectKey { EffectKey("notice/\(id.uuidString.lowercased())") }

    static func load(_ id: UUID, effects: Effects) async throws -> PlannedNotice? {
        let rows = try await effects.query(
            """
            select n.id, i.name, n.channel, n.recipient, n.state, n.subject, n.body, n.headers::text as headers,
                n.kind = 'status' and t.version > n.version as superseded,
                r.provider
            from notice n
            join core.incident i on i.id = n.incident_id
            left join told t on t.incident_id = n.incident_id
            left join core.resource r on r.incident_id = n.incident_id and r.kind = 'conversation'
                and r.external_id = n.recipient
            where n.id = $1
            """, [.uuid(id)])
        guard let row = rows.first else { return nil }
        return PlannedNotice(
            id: id, incidentName: try row.decode("name"), channel: try row.enumeration("channel"),
            recipient: try row.decode("recipient"), state: try row.decode("state"), subject: try row.decode("subject"),
            body: try row.decode("body"),
            headers: try MailHeaders(JSONReader(JSON.parse(row.decode("headers", as: String.self)))),
            isSuperseded: try row.decode("superseded", as: Bool?.self) ?? false,
            conversationProvider: try row.decode("provider"))
    }

    /// The mail that every try sends.
    func mail(to recipient: String) -> MailMessage {
        MailMessage(
            from: headers.from, to: recipient, subject: subject, messageID: headers.messageID, date: headers.date,
            body: body, headers: ["Auto-Submitted": "auto-generated", "X-Muster-Incident": incidentName])
    }
}

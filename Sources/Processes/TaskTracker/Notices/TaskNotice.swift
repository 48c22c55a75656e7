import Capabilities
import Encodings
import FoundationEssentials
import Postgres

/// Something to tell somebody once of a task: planned as a row, sent by an effect.
struct TaskNotice: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case created, assigned, resolved, reopened, dropped
        /// To those who have it: it is due.
        case reminder
        /// To the commander: it is overdue.
        case escalation
        /// To a conversation: what somebody wrote there could not be read as they meant it.
        case answer
        /// To a conversation and the commander: the incident is closed, and these are still to be done.
        case leftover
        /// To somebody whom a message in a conversation names.
        case mention
    }

    enum Channel: String, Sendable, CaseIterable {
        case mail, conversation
    }

    /// Whom it goes to: a mail address, or a conversation at a provider.
    struct Recipient: Sendable, Hashable {
        var channel: Channel
        var name: String
        var provider: String?
    }

    var id: UUID
    var incident: UUID
    /// The task that it tells of; `nil` for an answer to what is none.
    var task: UUID?
    var kind: Kind
    /// What it tells of: told once to each recipient.
    var occasion: String
    var recipient: Recipient
    /// From whom a mail is.
    var sender: String
    var subject: String
    var body: String

    /// What makes every try to send it the same effect.
    var key: EffectKey { EffectKey("task-notice/\(UUIDText.string(from: id))") }

    /// One statement that plans notices. What was planned before is not planned again; the ids of those that are new come
    /// back.
    static func insert(_ notices: [TaskNotice]) -> Statement {
        Statement(
            """
            insert into notice (id, incident_id, task_id, kind, occasion, channel, recipient, provider, sender, subject, body)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::text[], $11::text[])
            on conflict do nothing returning id
            """,
            [
                .uuidArray(notices.map(\.id)), .uuidArray(notices.map(\.incident)), .uuidArray(notices.map(\.task)),
                .textArray(notices.map(\.kind.rawValue)), .textArray(notices.map(\.occasion)),
                .textArray(notices.map(\.recipient.channel.rawValue)), .textArray(notices.map(\.recipient.name)),
                .textArray(notices.map(\.recipient.provider)), .textArray(notices.map(\.sender)),
                .textArray(notices.map(\.subject)), .textArray(notices.map(\.body)),
            ])
    }
}

import Capabilities
import Encodings
import FoundationEssentials
import Incident
import JSON
import Postgres
import IncidentStore

/// Something to tell somebody once: planned as a row, sent by an effect.
struct Notice: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// To those who take no part: an incident was opened.
        case announcement
        /// To a participant: everything they need.
        case welcome
        /// An incident's status changed.
        case status
        /// To the last resort: a page did not go out.
        case overdue
        /// To who had the command of an incident, who has it now, and those in its conversation.
        case handover
        /// To who reported an incident by mail.
        case receipt
        /// To those in an incident's conversation: what happened, as its timeline says it.
        case news
        /// To those whom somebody's report is for.
        case report

        /// To the commander: it is time to report.
        case reminder

        /// Whether the timeline says whom it told. Welcomes are between Muster and the newcomer, and news stands there already.
        var isNoted: Bool { self != .welcome && self != .news }
    }

    enum Channel: String, Sendable, CaseIterable {
        case mail, conversation
    }

    var id: UUID
    var incident: UUID
    var kind: Kind
    var channel: Channel
    /// A mail address, or the external id of a conversation.
    var recipient: String
    /// The version of the incident that it tells of; 0 for what is told once whatever the version. Of a reminder the minute
    /// that it was due, counted from 1970.
    var version: Int
    var subject: String
    var body: String
    /// `Message-ID` and `Date` of a mail.
    var headers: MailHeaders
    /// The provider of the conversation, for what goes to one.
    var provider: String?

    init(
        incident: UUID, kind: Kind, channel: Channel, recipient: String, version: Int, subject: String, body: String,
        from: String, replyTo: String? = nil, provider: String? = nil, at time: Date = Date()
    ) {
        var random = SystemRandomNumberGenerator()
        id = UUID.v7(at: time, using: &random)
        self.incident = incident
        self.kind = kind
        self.channel = channel
        self.recipient = recipient
        self.version = version
        self.subject = subject
        self.body = body
        headers = MailHeaders(notice: id, from: from, replyTo: replyTo, at: time)
        self.provider = provider
    }

    /// What makes every try to send it the same effect.
    static func key(_ id: UUID) -> EffectKey { EffectKey("notice/\(UUIDText.string(from: id))") }

    /// What the timeline says when it has been sent.
    /// - Parameter isOwn: whether the conversation is the incident's: its id says nothing to people.
    static func told(_ recipient: String, by channel: Channel, isOwn: Bool) -> String {
        switch channel {
        case .mail: "Told \(recipient) by mail."
        case .conversation: isOwn ? "Told its conversation." : "Told the conversation \(recipient)."
        }
    }

    /// One statement that plans notices. A notice that was planned before (the same incident, kind, recipient and version)
    /// is not planned again; the ids of those that are new come back.
    static func insert(_ notices: [Notice]) -> Statement {
        Statement(
            """
            insert into notice (id, incident_id, kind, channel, recipient, version, subject, body, headers)
            select * from unnest(
                $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int4[], $7::text[], $8::text[], $9::jsonb[])
            on conflict do nothing returning id
            """,
            [
                .uuidArray(notices.map(\.id)), .uuidArray(notices.map(\.incident)),
                .textArray(notices.map(\.kind.rawValue)), .textArray(notices.map(\.channel.rawValue)),
                .textArray(notices.map(\.recipient)), .int4Array(notices.map { Int32(clamping: $0.version) }),
                .textArray(notices.map(\.subject)), .textArray(notices.map(\.body)),
                .jsonTextArray(notices.map { $0.headers.json.text() }),
            ])
    }
}

import Encodings
import Capabilities
import FoundationEssentials
import JSON
import Postgres
import IncidentStore
import WorkStore
import WorkerKit

/// A notice as its row says, with what decides whether it still is news.
struct PlannedNotice: Sendable {
    var id: UUID
    var incidentID: UUID
    var incidentName: String
    var kind: Notice.Kind
    var channel: Notice.Channel
    var recipient: String
    var state: String
    var subject: String
    var body: String
    var headers: MailHeaders
    /// Whether a newer status was told meanwhile, or somebody has reported whom it would remind.
    var isSuperseded: Bool
    /// The Message-ID of the mail that begins the thread at the recipient, when one has begun it.
    var thread: String?
    /// The provider that made the incident's conversation, when the notice goes there.
    var conversationProvider: String?

    /// What makes every try the same effect.
    var key: EffectKey { Notice.key(id) }

    /// Several notices, by id.
    static func load(_ ids: [UUID], from database: PostgresClient) async throws -> [UUID: PlannedNotice] {
        let rows = try await database.query(
            """
            select n.id, n.incident_id, i.name, n.kind, n.channel, n.recipient, n.state, n.subject, n.body,
                n.headers::text as headers, case n.kind
                    when 'status' then t.version > n.version
                    when 'reminder' then exists (
                            select from notice newer where newer.incident_id = n.incident_id and newer.kind = 'reminder'
                                and newer.version > n.version)
                        or exists (
                            select from core.status_report s where s.incident_id = n.incident_id and s.id > n.id)
                    else false
                end as superseded,
                r.provider, m.message_id as thread
            from notice n
            join core.incident i on i.id = n.incident_id
            left join told t on t.incident_id = n.incident_id
            left join core.resource r on r.incident_id = n.incident_id and r.kind = 'conversation'
                and r.external_id = n.recipient
            left join mail_thread m on n.channel = 'mail' and m.incident_id = n.incident_id
                and m.recipient = lower(n.recipient)
            where n.id = any($1)
            """, [.uuidArray(ids)])
        var notices: [UUID: PlannedNotice] = [:]
        for row in rows {
            let notice = try PlannedNotice(row)
            notices[notice.id] = notice
        }
        return notices
    }

    private init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        incidentID = try row.decode("incident_id")
        incidentName = try row.decode("name")
        kind = try row.enumeration("kind")
        channel = try row.enumeration("channel")
        recipient = try row.decode("recipient")
        state = try row.decode("state")
        subject = try row.decode("subject")
        body = try row.decode("body")
        headers = try MailHeaders(JSONReader(JSON.parse(row.decode("headers", as: String.self))))
        isSuperseded = try row.decode("superseded", as: Bool?.self) ?? false
        thread = try row.decode("thread")
        conversationProvider = try row.decode("provider")
    }

    /// Whether a status may be sent now.
    enum Turn: Sendable {
        case ours
        /// A newer one has been told meanwhile.
        case superseded
        /// An older one is just being sent to the same place; what is sent to people cannot be taken back.
        case later
    }

    /// Asks for the turn, for the handler of a message.
    ///
    /// Neither a transaction nor a lock is held while a provider is called. Instead everybody says what they are about to do
    /// before they look at what the others do: of two notifiers with an older and a newer status, the first sees that it is
    /// superseded, or the second that the first is at it. A turn ends with the message's lease, also when its owner dies.
    func turn(of message: UUID, effects: Effects) async throws -> Turn {
        guard kind == .status else { return .ours }
        _ = try await effects.query(
            "update notice set sending = $2 where id = $1", [.uuid(id), .uuid(message)])
        let rows = try await effects.query(
            """
            select t.version > n.version as superseded,
                exists (
                    select from notice older
                    join inbox i on i.message_id = older.sending
                    where older.incident_id = n.incident_id and older.kind = n.kind and older.channel = n.channel
                        and older.recipient = n.recipient and older.version < n.version
                        and i.done_at is null and i.lease_until > now()
                ) as busy
            from notice n
            left join told t on t.incident_id = n.incident_id
            where n.id = $1
            """, [.uuid(id)])
        guard let row = rows.first else { return .superseded }
        if try row.decode("superseded", as: Bool?.self) ?? false { return .superseded }
        return try row.decode("busy", as: Bool.self) ? .later : .ours
    }

    /// Writes down what has become of it, and in the timeline whom it told.
    func mark(_ state: String, in transaction: UnitOfWork) {
        transaction.write(
            "update notice set state = $2, error = null, sent_at = case when $2 = 'sent' then now() end where id = $1",
            [.uuid(id), .text(state)])
        guard state == "sent", kind.isNoted else { return }
        transaction.write(
            Timeline.append([
                Timeline.Line(
                    of: incidentID, .notice, by: "notifier",
                    Notice.told(recipient, by: channel, isOwn: conversationProvider != nil))
            ]))
    }

    /// The mail that every try sends.
    /// - Parameters:
    ///   - thread: the Message-ID of the first mail of its thread, which may be this one.
    ///   - ending: a line for this recipient alone.
    func mail(to recipient: String, thread: String, ending: String?) -> MailMessage {
        var fields = ["Auto-Submitted": "auto-generated", "X-Muster-Incident": incidentName]
        if let replyTo = headers.replyTo { fields["Reply-To"] = replyTo }
        if thread != headers.messageID {
            fields["In-Reply-To"] = thread
            fields["References"] = thread
        }
        return MailMessage(
            from: headers.from, to: recipient, subject: subject, messageID: headers.messageID, date: headers.date,
            body: ending.map { "\(body)\n\($0)\n" } ?? body, headers: fields)
    }
}

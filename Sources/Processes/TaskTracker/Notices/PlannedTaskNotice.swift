import Encodings
import FoundationEssentials
import Postgres
import IncidentStore

/// A notice as its row says, with what decides whether it still is news.
struct PlannedTaskNotice: Sendable {
    var notice: TaskNotice
    var incidentName: String
    var state: String
    var plannedAt: Date
    /// Whether a newer one of its kind was planned for the same task and recipient.
    var isReplaced: Bool

    /// The notice with an id; `nil` when none was planned.
    static func find(_ id: UUID) -> Statement {
        Statement(
            """
            select n.id, n.incident_id, i.name, n.task_id, n.kind, n.occasion, n.channel, n.recipient, n.provider, n.state,
                n.sender, n.subject, n.body, n.planned_at,
                n.task_id is not null and n.kind in ('reminder', 'escalation') and exists (
                    select from notice newer where newer.task_id = n.task_id and newer.kind = n.kind
                        and newer.recipient = n.recipient and newer.id > n.id) as replaced
            from notice n join core.incident i on i.id = n.incident_id
            where n.id = $1
            """, [.uuid(id)])
    }

    init(_ row: PostgresRow) throws {
        notice = try TaskNotice(
            id: row.decode("id"), incident: row.decode("incident_id"), task: row.decode("task_id"),
            kind: row.enumeration("kind"), occasion: row.decode("occasion"),
            recipient: TaskNotice.Recipient(
                channel: row.enumeration("channel"), name: row.decode("recipient"), provider: row.decode("provider")),
            sender: row.decode("sender"), subject: row.decode("subject"), body: row.decode("body"))
        incidentName = try row.decode("name")
        state = try row.decode("state")
        plannedAt = try row.decode("planned_at")
        isReplaced = try row.decode("replaced")
    }

    /// Writes down what has become of it.
    func mark(_ state: String, error: String? = nil) -> Statement {
        Statement(
            """
            update notice set state = $2, error = $3, sent_at = case when $2 = 'sent' then now() end
            where id = $1 and state <> 'sent'
            """, [.uuid(notice.id), .text(state), .init(error)])
    }
}

public import FoundationEssentials
public import Postgres

/// What decides when the commander of an incident is to be reminded to report.
public struct ReportRhythm: Sendable, Hashable {
    /// When the incident became active last.
    public var activeSince: Date
    /// When somebody reported last; `nil` before the first report.
    public var reportedAt: Date?
    /// Until when people put reminders off; `nil` when nobody did.
    public var delayedUntil: Date?

    /// A rhythm as it is known.
    public init(activeSince: Date, reportedAt: Date? = nil, delayedUntil: Date? = nil) {
        self.activeSince = activeSince
        self.reportedAt = reportedAt
        self.delayedUntil = delayedUntil
    }

    /// When a reminder is due next.
    /// - Parameters:
    ///   - interval: how often somebody has to report, in seconds.
    ///   - remindedAt: when a reminder went out last. What was missed while nobody could remind is one reminder.
    public func dueAt(every interval: TimeInterval, remindedAt: Date?) -> Date {
        let last = [reportedAt, remindedAt].compactMap(\.self).reduce(activeSince, max)
        return max(last.addingTimeInterval(interval), delayedUntil ?? .distantPast)
    }

    /// The newest reminder that is due at a moment: what was missed before it is not told any more. `nil` when none is due.
    public func newest(every interval: TimeInterval, remindedAt: Date?, at now: Date) -> Date? {
        let due = dueAt(every: interval, remindedAt: remindedAt)
        guard due <= now else { return nil }
        return due.addingTimeInterval((now.timeIntervalSince(due) / interval).rounded(.down) * interval)
    }
}

/// Reads and writes what ``ReportRhythm`` is made of.
public enum ReportRhythms {
    /// The rhythm of an incident; `nil` when there is none.
    public static func rhythm(of incident: UUID, in database: some Querying) async throws -> ReportRhythm? {
        try await database.query(
            Statement(
                """
                select greatest(i.reported_at, (
                        select max(s.at) from core.status_change s where s.incident_id = i.id and s.status = 'active')) as since,
                    (select max(r.at) from core.status_report r where r.incident_id = i.id) as reported_at,
                    (select d.until from core.report_delay d where d.incident_id = i.id order by d.id desc limit 1) as until
                from core.incident i where i.id = $1
                """, [.uuid(incident)])
        ).first.map { row in
            ReportRhythm(
                activeSince: try row.decode("since"), reportedAt: try row.decode("reported_at"),
                delayedUntil: try row.decode("until"))
        }
    }

    /// Writes until when reminders are put off; the last one counts.
    public static func delay(_ incident: UUID, until time: Date, by actor: String, id: UUID) -> Statement {
        Statement(
            "insert into core.report_delay (id, incident_id, until, delayed_by) values ($1, $2, $3, $4)",
            [.uuid(id), .uuid(incident), .timestamptz(time), .text(actor)])
    }
}

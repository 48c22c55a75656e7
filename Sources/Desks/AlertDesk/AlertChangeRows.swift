import FoundationEssentials
import IncidentStore
import Postgres

/// The statements for what senders say of their open alerts besides that they fire or are over. They come after those of
/// a batch's alerts, so that a change finds the alert that came a moment before it.
enum AlertChangeRows {
    static func statements(_ submissions: [AlertSubmission], at time: Date) -> [Statement] {
        // What was said last counts.
        var acknowledged: [AlertKey: Bool] = [:]
        var texts: [AlertKey: (title: String?, description: String?)] = [:]
        var notes: [(key: AlertKey, author: String, text: String)] = []
        for submission in submissions {
            for change in submission.alerts.changes {
                let key = AlertKey(source: submission.owner, key: change.dedupKey)
                switch change.kind {
                case .acknowledged: acknowledged[key] = true
                case .unacknowledged: acknowledged[key] = false
                case .title(let title): texts[key, default: (nil, nil)].title = title
                case .description(let description): texts[key, default: (nil, nil)].description = description
                case .note(let text, let author): notes.append((key, author, text))
                }
            }
        }
        var statements: [Statement] = []
        let (taken, given) = (acknowledged.filter(\.value).keys, acknowledged.filter { !$0.value }.keys)
        if !taken.isEmpty { statements.append(acknowledge(taken.sorted(), at: time)) }
        if !given.isEmpty { statements.append(reopen(given.sorted(), at: time)) }
        if !texts.isEmpty { statements.append(rewrite(texts.sorted { $0.key < $1.key }, at: time)) }
        if !notes.isEmpty { statements.append(note(notes)) }
        return statements
    }

    /// Kept of the newest alert of the key, and told to its incident.
    private static func note(_ notes: [(key: AlertKey, author: String, text: String)]) -> Statement {
        Statement(
            """
            with noted as (
                insert into core.alert_note (alert_id, author, text)
                select a.id, k.author, k.text
                from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as k (source, dedup_key, author, text)
                cross join lateral (
                    select id from core.alert
                    where source = k.source and dedup_key = k.dedup_key order by id desc limit 1
                ) a
                returning alert_id, author, text
            )
            insert into core.timeline (incident_id, kind, actor, text)
            select i.id, $5, a.source, n.author || ' about the alert ' || a.title || ': ' || left(n.text, 4000)
            from noted n join core.alert a on a.id = n.alert_id join core.incident i on i.id = a.incident_id
            where i.status <> 'closed'
            """,
            [
                .textArray(notes.map(\.key.source)), .textArray(notes.map(\.key.key)),
                .textArray(notes.map(\.author)), .textArray(notes.map(\.text)), .text(TimelineKind.note.rawValue),
            ])
    }

    /// Of an alert that is acknowledged already, or not open, nothing is written. The incident is told.
    private static func acknowledge(_ keys: [AlertKey], at time: Date) -> Statement {
        Statement(
            """
            with changed as (
                update core.alert a set status = 'acknowledged', last_at = $3
                from unnest($1::text[], $2::text[]) as k (source, dedup_key)
                join core.open_alert o on o.source = k.source and o.dedup_key = k.dedup_key
                where a.id = o.alert_id and a.status = 'open'
                returning a.incident_id, a.source, a.title
            )
            insert into core.timeline (incident_id, kind, actor, text)
            select i.id, $4, c.source, 'Alert acknowledged where it comes from: ' || c.title
            from changed c join core.incident i on i.id = c.incident_id where i.status <> 'closed'
            """,
            [
                .textArray(keys.map(\.source)), .textArray(keys.map(\.key)), .timestamptz(time),
                .text(TimelineKind.alert.rawValue),
            ])
    }

    /// Of an alert that is not acknowledged nothing is written. The incident is told.
    private static func reopen(_ keys: [AlertKey], at time: Date) -> Statement {
        Statement(
            """
            with changed as (
                update core.alert a set status = 'open', last_at = $3
                from unnest($1::text[], $2::text[]) as k (source, dedup_key)
                join core.open_alert o on o.source = k.source and o.dedup_key = k.dedup_key
                where a.id = o.alert_id and a.status = 'acknowledged'
                returning a.incident_id, a.source, a.title
            )
            insert into core.timeline (incident_id, kind, actor, text)
            select i.id, $4, c.source, 'Acknowledgement taken back where it comes from: ' || c.title
            from changed c join core.incident i on i.id = c.incident_id where i.status <> 'closed'
            """,
            [
                .textArray(keys.map(\.source)), .textArray(keys.map(\.key)), .timestamptz(time),
                .text(TimelineKind.alert.rawValue),
            ])
    }

    private static func rewrite(
        _ texts: [(key: AlertKey, value: (title: String?, description: String?))], at time: Date
    ) -> Statement {
        Statement(
            """
            update core.alert a
            set title = coalesce(k.title, a.title), description = coalesce(k.description, a.description), last_at = $5
            from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as k (source, dedup_key, title, description)
            join core.open_alert o on o.source = k.source and o.dedup_key = k.dedup_key
            where a.id = o.alert_id
            """,
            [
                .textArray(texts.map(\.key.source)), .textArray(texts.map(\.key.key)),
                .textArray(texts.map(\.value.title)), .textArray(texts.map(\.value.description)), .timestamptz(time),
            ])
    }
}

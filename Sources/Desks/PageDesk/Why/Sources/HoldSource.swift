import Encodings
import FoundationEssentials
import IncidentStore
import JSON
import Organisation
import Postgres
import Silencing

/// What held alerts back: silences, and maintenance windows of the configuration.
struct HoldSource: Sendable {
    /// A row of `core.held_alert` with its silence.
    struct Hold: Sendable {
        var title: String
        var silence: (id: UUID, matchers: String, from: Date, until: Date, reason: String, author: String)?
        /// The name of the key that ended the silence early.
        var expiredBy: String?
        var maintenance: String?
        var heldAt: Date
        var releasedAt: Date?
    }

    let database: PostgresClient

    func facts(_ context: WhyContext) async throws -> [WhyFact] {
        switch context.subject {
        case .person(_, let moment):
            let span = moment.addingTimeInterval(-WhyContext.reach)..<moment.addingTimeInterval(WhyContext.reach)
            return Self.facts(aroundAPerson: try await holds(in: span))
        case .alert, .page:
            return try await holds(of: context.alerts.map(\.id)).flatMap { Self.facts($0, context) }
        }
    }

    private static let columns = """
        select a.title, h.silence_id, h.maintenance, h.held_at, h.released_at, s.matchers::text as matchers, s.starts_at,
            s.ends_at, s.reason, s.author, s.expired_by
        from core.held_alert h join core.alert a on a.id = h.alert_id left join core.silence s on s.id = h.silence_id
        """

    private func holds(of alerts: [UUID]) async throws -> [Hold] {
        if alerts.isEmpty { return [] }
        return try await read(
            Statement(
                SQL(trusted: "\(Self.columns) where h.alert_id = any($1) order by h.alert_id"), [.uuidArray(alerts)]))
    }

    private func holds(in span: Range<Date>) async throws -> [Hold] {
        try await read(
            Statement(
                SQL(
                    trusted: """
                        \(Self.columns)
                        where h.held_at >= $1 and h.held_at < $2 and a.incident_id is null order by h.held_at limit 1000
                        """), [.timestamptz(span.lowerBound), .timestamptz(span.upperBound)]))
    }

    private func read(_ statement: Statement) async throws -> [Hold] {
        try await database.query(statement).map { row in
            var hold = Hold(title: try row.decode("title"), heldAt: try row.decode("held_at"))
            if let id = try row.decode("silence_id", as: UUID?.self),
                let matchers = try row.decode("matchers", as: String?.self)
            {
                hold.silence = (
                    id, Self.matchers(matchers), try row.decode("starts_at"), try row.decode("ends_at"),
                    try row.decode("reason"), try row.decode("author")
                )
            }
            hold.maintenance = try row.decode("maintenance")
            hold.expiredBy = try row.decode("expired_by")
            hold.releasedAt = try row.decode("released_at")
            return hold
        }
    }

    /// As people write them; what this release cannot read as it is.
    private static func matchers(_ text: String) -> String {
        guard let list = try? JSON.parse(text).arrayValue,
            let matchers = try? list.map({ try LabelMatcher(JSONReader($0)) })
        else { return text }
        return matchers.map(\.description).joined(separator: ", ")
    }

    /// What held one alert back, and what became of it after that.
    static func facts(_ hold: Hold, _ context: WhyContext) -> [WhyFact] {
        let (place, name, words) = words(hold, context)
        var facts = [WhyFact(at: hold.heldAt, place, "\(words): nobody was told of \(hold.title)", rule: name)]
        if let released = hold.releasedAt, released > hold.heldAt {
            facts.append(
                WhyFact(
                    at: released, place, "nothing held \(hold.title) back any more: it was over, or routed", rule: name)
            )
        }
        return facts
    }

    /// What was held back at somebody's hour, rule by rule.
    static func facts(aroundAPerson holds: [Hold]) -> [WhyFact] {
        let byRule = Dictionary(grouping: holds) {
            $0.silence.map { UUIDText.string(from: $0.id) } ?? $0.maintenance ?? ""
        }
        return byRule.sorted { ($0.value[0].heldAt, $0.key) < ($1.value[0].heldAt, $1.key) }.map { rule, holds in
            let first = holds[0]
            let what =
                holds.count == 1 ? first.title : "\(holds.count) alerts, the first of them \(first.title)"
            let who = first.silence.map { "silence of \($0.author)" } ?? "maintenance window"
            return WhyFact(
                at: first.heldAt, first.silence == nil ? "maintenance" : "silence", "a \(who) held back \(what)",
                rule: rule)
        }
    }

    private static func words(_ hold: Hold, _ context: WhyContext) -> (place: String, name: String?, words: String) {
        if let silence = hold.silence {
            let (from, until) = (RFC3339.string(from: silence.from), RFC3339.string(from: silence.until))
            let early = hold.expiredBy.map { ", ended early by \($0)" } ?? ""
            return (
                "silence", UUIDText.string(from: silence.id),
                "the silence of \(silence.author) from \(from) until \(until)\(early) holds back \(silence.matchers) "
                    + "(\(silence.reason))"
            )
        }
        guard let name = hold.maintenance else { return ("silence", nil, "a silence that is gone held it back") }
        let window = context.organisation.maintenance.first { $0.name == name }
        let span = window?.span(at: hold.heldAt, zones: context.organisation.zones).map {
            " from \(RFC3339.string(from: $0.lowerBound)) until \(RFC3339.string(from: $0.upperBound))"
        }
        let reason = window.map { $0.reason.isEmpty ? "" : " (\($0.reason))" } ?? ""
        return ("maintenance", name, "maintenance window \(name)\(span ?? "") holds it back\(reason)")
    }
}

import Encodings
import FoundationEssentials
import IncidentStore
import Postgres

/// How long routes waited with alerts, and what incidents paged again for.
struct WaitSource: Sendable {
    let database: PostgresClient

    func facts(_ context: WhyContext) async throws -> [WhyFact] {
        try await waiting(context) + joining(context)
    }

    private func waiting(_ context: WhyContext) async throws -> [WhyFact] {
        if context.alerts.isEmpty { return [] }
        let rows = try await database.query(
            Statement(
                """
                select title, route, first_at, held_until, status = 'resolved' and incident_id is null as is_over
                from core.alert where id = any($1) and held_until is not null order by id
                """, [.uuidArray(context.alerts.map(\.id))]))
        return try rows.map { row in
            let (title, route): (String, String?) = (try row.decode("title"), try row.decode("route"))
            let until = RFC3339.string(from: try row.decode("held_until"))
            let end =
                try row.decode("is_over", as: Bool.self)
                ? "it resolved by itself before that, and nobody was told" : nil
            return WhyFact(
                at: try row.decode("first_at"), "wait",
                "route \(route ?? "unknown") waited with \(title) until \(until), since it might resolve by itself"
                    + (end.map { ": \($0)" } ?? ""), rule: route)
        }
    }

    /// What paging wrote down when alerts that joined had it look for somebody again.
    private func joining(_ context: WhyContext) async throws -> [WhyFact] {
        guard let incident = context.incident else { return [] }
        let rows = try await database.query(
            Statement(
                """
                select at, text from core.timeline
                where incident_id = $1 and kind = 'page' and actor = 'paging' and text like '%(on\\_join: %'
                order by at, id limit 100
                """, [.uuid(incident.id)]))
        return try rows.map { WhyFact(at: try $0.decode("at"), "join", try $0.decode("text")) }
    }
}

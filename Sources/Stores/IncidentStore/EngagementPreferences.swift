import JSON
public import Organisation
public import Postgres

/// The rows of `core.engagement_preference`.
public enum EngagementPreferences {
    /// Everybody's, by mail address in small letters. A rule that only a newer release can read is left out.
    public static func all(in database: some Querying) async throws -> [String: [EngagementMatch]] {
        let rows = try await database.query(
            Statement(
                "select person, rules::text as rules from core.engagement_preference order by person limit 100000"))
        var preferences: [String: [EngagementMatch]] = [:]
        for row in rows { preferences[try row.decode("person")] = try rules(row) }
        return preferences
    }

    /// What changes whenever a row does, cheaper to read than all of them.
    public static let state = Statement(
        "select count(*) || ' ' || coalesce(max(changed_at)::text, '') as state from core.engagement_preference")

    /// Somebody's; none when they have said nothing.
    public static func rules(of person: String, in database: some Querying) async throws -> [EngagementMatch] {
        let rows = try await database.query(
            Statement(
                "select rules::text as rules from core.engagement_preference where person = lower($1)", [.text(person)])
        )
        return try rows.first.map(rules) ?? []
    }

    /// Writes somebody's instead of those that there were, with the audit's row.
    public static func set(_ rules: [EngagementMatch], of person: String, by actor: String) -> [Statement] {
        let json = JSON.array(rules.map(\.json)).text()
        let change =
            rules.isEmpty
            ? Statement("delete from core.engagement_preference where person = lower($1)", [.text(person)])
            : Statement(
                """
                insert into core.engagement_preference (person, rules, changed_by) values (lower($1), $2, $3)
                on conflict (person) do update
                    set rules = excluded.rules, changed_at = clock_timestamp(), changed_by = excluded.changed_by
                """, [.text(person), .jsonText(json), .text(actor)])
        return [
            change,
            Statement(
                "insert into core.audit (actor, action, target, detail) values ($1, 'engagement.changed', $2, $3)",
                [.text(actor), .text(person), .jsonText("{\"rules\":\(json)}")]),
        ]
    }

    private static func rules(_ row: PostgresRow) throws -> [EngagementMatch] {
        let list = try JSON.parse(row.decode("rules", as: String.self)).arrayValue ?? []
        return list.compactMap { try? EngagementMatch(JSONReader($0)) }
    }
}

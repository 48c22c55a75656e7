import Escalation
public import FoundationEssentials
import IncidentStore
import JSON
import Organisation
public import Postgres

/// The rows of `paging.escalation` and `paging.step`.
public enum Escalations {
    /// Locks the escalations of incidents, in one order for all.
    /// - Returns: them, and the time of the transaction by the database's clock.
    public static func lock(
        ofIncidents ids: [UUID], in database: some Querying
    ) async throws -> (records: [EscalationRecord], now: Date) {
        try await read(
            Statement(
                """
                select id, incident_id, plan::text as plan, urgency, state, turns, due, taken,
                    reassigned
                from paging.escalation where incident_id = any($1) order by id for update
                """, [.uuidArray(ids)]), in: database)
    }

    /// Locks escalations, in one order for all.
    /// - Returns: them, and the time of the transaction by the database's clock.
    public static func lock(
        _ ids: [UUID], in database: some Querying
    ) async throws -> (records: [EscalationRecord], now: Date) {
        try await read(
            Statement(
                """
                select id, incident_id, plan::text as plan, urgency, state, turns, due, taken,
                    reassigned
                from paging.escalation where id = any($1) order by id for update
                """, [.uuidArray(ids)]), in: database)
    }

    /// Locks the escalation of a page, as whoever decides about its pages does first.
    public static func lock(ofPage id: UUID) -> Statement {
        Statement(
            """
            select id from paging.escalation
            where id = (select escalation_id from paging.page where id = $1) for update
            """, [.uuid(id)])
    }

    /// When escalations paged somebody last, of those that have.
    public static func lastPages(of ids: [UUID], in database: some Querying) async throws -> [UUID: Date] {
        if ids.isEmpty { return [:] }
        let rows = try await database.query(
            Statement(
                """
                select escalation_id, max(taken_at) as at from paging.step
                where escalation_id = any($1) and outcome in ('paged', 'last_resort') group by escalation_id
                """, [.uuidArray(ids)]))
        var pages: [UUID: Date] = [:]
        for row in rows { pages[try row.decode("escalation_id")] = try row.decode("at", as: Date.self) }
        return pages
    }

    private static func read(
        _ statement: Statement, in database: some Querying
    ) async throws -> (records: [EscalationRecord], now: Date) {
        let results = try await database.pipeline([statement, Statement("select now() as now", [])])
        guard let now = try results[1].first?.decode("now", as: Date.self) else { return ([], Date()) }
        return (try results[0].map { try EscalationRecord($0) }, now)
    }

    /// Writes escalations down that begin; the ids of those come back whose incident had none.
    public static func insert(_ records: [EscalationRecord]) -> Statement {
        Statement(
            """
            insert into paging.escalation (id, incident_id, policy, plan, urgency, state, turns, due, taken,
                reassigned)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::text[], $6::text[], $7::int4[],
                $8::timestamptz[], $9::int4[], $10::bool[])
            on conflict (incident_id) do nothing returning id
            """, binds(records))
    }

    /// Writes down where escalations stand whose rows are locked.
    public static func update(_ records: [EscalationRecord]) -> Statement {
        Statement(
            """
            update paging.escalation e set policy = new.policy, plan = new.plan, urgency = new.urgency,
                state = new.state, turns = new.turns, due = new.due, taken = new.taken,
                reassigned = new.reassigned
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::text[], $6::text[], $7::int4[],
                $8::timestamptz[], $9::int4[], $10::bool[])
                as new (id, incident_id, policy, plan, urgency, state, turns, due, taken, reassigned)
            where e.id = new.id
            """, binds(records))
    }

    private static func binds(_ records: [EscalationRecord]) -> [PostgresValue] {
        [
            .uuidArray(records.map(\.id)), .uuidArray(records.map(\.incident)),
            .textArray(records.map(\.escalation.policy.name)),
            .jsonTextArray(records.map { $0.escalation.policy.json.text() }),
            .textArray(records.map(\.urgency.rawValue)), .textArray(records.map(\.escalation.state.rawValue)),
            .int4Array(records.map { Int32(clamping: $0.escalation.turns) }),
            .timestamptzArray(records.map(\.escalation.due)), .int4Array(records.map { Int32(clamping: $0.taken) }),
            .boolArray(records.map(\.reassigned)),
        ]
    }

    /// Takes back what did not go out of escalations that need nobody any more, and says what became of the rest.
    /// - Parameter outcome: `acknowledged` or `resolved`: what the pages that went out are now.
    public static func endPages(of ids: [UUID], as outcome: String, by actor: String) -> Statement {
        Statement("select paging.end_pages($1, $2, $3)", [.uuidArray(ids), .text(outcome), .text(actor)])
    }

    /// Counts how often a step was taken whose targets are paged in turn.
    /// - Returns: how often it was before.
    public static func turn(ofStep step: Int, of policy: String, in database: some Querying) async throws -> Int {
        let rows = try await database.query(
            Statement(
                """
                insert into paging.rotation as r (policy, step, turn) values ($1, $2, 1)
                on conflict (policy, step) do update set turn = r.turn + 1 returning turn - 1 as turn
                """, [.text(policy), .int4(Int32(clamping: step))]))
        return try rows.first?.decode("turn", as: Int.self) ?? 0
    }

    /// Writes down which turns were taken.
    public static func insert(steps: [StepRecord]) -> Statement {
        Statement(
            """
            insert into paging.step (escalation_id, number, title, due_at, outcome)
            select * from unnest($1::uuid[], $2::int4[], $3::text[], $4::timestamptz[], $5::text[])
            """,
            [
                .uuidArray(steps.map(\.escalation)), .int4Array(steps.map { Int32(clamping: $0.number) }),
                .textArray(steps.map(\.title)), .timestamptzArray(steps.map(\.due)),
                .textArray(steps.map(\.outcome.rawValue)),
            ])
    }
}

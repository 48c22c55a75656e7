import Foundation
import JSON
import TestServers
import Testing

/// The nightly batch is killed in the middle of a step and run again: the rows are those of a night that nothing disturbed.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct NightDeathTests {
    private static let organisation =
        Organisation.yaml(resources: ["ticket"])
        + "costs: { currency: EUR, rates: [{ per_hour: 60 }] }\nnightly: { exclude_types: [] }\n"

    private func night(_ stack: Stack) throws -> TestProgram {
        try TestProgram(
            TestProgram.product("muster-nightly"), ["--day", "2025-03-05"],
            environment: ["MUSTER_DATABASE_URL": stack.database.url(process: "nightly")])
    }

    /// Incidents over a month, by each of whom another time was taken.
    private func fill(_ stack: Stack) async throws {
        try await stack.asOwner(
            """
            with made as (
                insert into core.incident (id, title, description, type, severity, priority, source, visibility, reported_at,
                    detected_at, assembled_at, stable_at, closed_at, updated_at, status)
                select core.uuid_v7(), 'Down', '', 'outage', 'SEV2', 'low', 'report',
                    case n % 5 when 0 then 'restricted' else 'open' end, t, t - interval '1 minute' * n, t + interval '3 s',
                    t + interval '7 minutes' * n, t + interval '9 minutes' * n, t + interval '9 minutes' * n, 'closed'
                from generate_series(1, 120) n, lateral (select timestamptz '2025-02-01T00:00:00Z' + interval '6 hours' * n) as s (t)
                returning id, reported_at, closed_at
            ), led as (
                insert into core.participant (incident_id, email, name, team, roles, engaged_by, joined_at)
                select id, 'first@example.org', 'First', 'Reliability', '{incident_commander}', 'test', reported_at from made
            )
            insert into core.status_change (incident_id, status, at) select id, 'closed', closed_at from made
            """)
    }

    private static let results = [
        "cost", "cost_share", "cost_day", "cost_change", "incident", "tally", "duration", "forecast",
    ]

    private func rows(_ stack: Stack) async throws -> [String] {
        var rows: [String] = []
        for table in Self.results {
            rows += try await stack.texts("select '\(table) ' || t::text as t from nightly.\(table) t order by 1")
        }
        return rows
    }

    private func states(_ stack: Stack) async throws -> [String] {
        let json = try await stack.musterJSON(["nightly", "status", "--days", "366"])
        let night = json["items"]?.arrayValue?.first { $0["day"] == "2025-03-05" }
        return night?["steps"]?.arrayValue?.map { $0["state"]?.stringValue ?? "" } ?? []
    }

    @Test func killedInTheMiddleItComesToTheSame() async throws {
        try await Stack.run(organisation: Self.organisation) { stack in
            try await fill(stack)
            for (table, step) in [("cost_day", 0), ("duration", 1), ("forecast", 2)] {
                try await stack.holding("lock table nightly.\(table) in exclusive mode") {
                    let program = try night(stack).start()
                    try await stack.awaitLock(of: "nightly")
                    program.send(signal: SIGKILL)
                    await program.end()
                    try await stack.endSessions(of: "nightly")
                }
                let left = try await stack.count("select count(*) as n from nightly.\(table)")
                #expect(left == 0, "what was half written is not there: \(table)")
                let state = try await stack.texts(
                    "select state as t from nightly.step where day = '2025-03-05' order by array_position('{costs,metrics,forecast}', name)"
                )
                #expect(state[step] == "running", "it has no time to say so: \(state)")
            }
            let result = try await night(stack).run()
            #expect(result.status == 0, "\(result)")
            let disturbed = try await rows(stack)
            #expect(disturbed.count > 500)
            try await stack.asOwner(
                "truncate nightly.step, \(Self.results.map { "nightly.\($0)" }.joined(separator: ", ")), cost_calculator.account"
            )
            #expect(try await night(stack).run().status == 0)
            let undisturbed = try await rows(stack)
            #expect(Set(disturbed).symmetricDifference(undisturbed).isEmpty)
        }
    }

    /// Killed while it ages out: what went is gone, and the next run goes on with the rest.
    @Test func killedWhileItAgesOutItGoesOn() async throws {
        try await Stack.run(organisation: Self.organisation) { stack in
            try await fill(stack)
            try await stack.asOwner(
                """
                insert into core.refused_body (source, format, reason, body, received_at)
                    select 's', 'f', 'r', 'x', timestamptz '2025-01-01' from generate_series(1, 100)
                """)
            try await stack.asOwner(
                """
                insert into task_tracker.notice (id, incident_id, kind, occasion, channel, recipient, state, sender, subject, body,
                        planned_at)
                    select core.uuid_v7(), id, 'created', id::text, 'mail', 'a', 'sent', 'x', 's', 'text', timestamptz '2025-01-01'
                    from core.incident
                """)
            let told = "select count(*) as n from task_tracker.notice where body <> ''"
            try await stack.holding("lock table task_tracker.notice in exclusive mode") {
                let program = try night(stack).start()
                try await stack.awaitLock(of: "nightly")
                program.send(signal: SIGKILL)
                await program.end()
                try await stack.endSessions(of: "nightly")
            }
            #expect(try await stack.count("select count(*) as n from core.refused_body") == 0)
            #expect(try await stack.count(told) == 120)
            #expect(try await night(stack).run().status == 0)
            #expect(try await stack.count(told) == 0)
            #expect(try await stack.count("select count(*) as n from core.incident") == 120)
        }
    }
}

import Foundation
import JSON
import Nights
import Organisation
import Postgres
import TestServers
import Testing

@testable import NightDesk

/// What is aged out, with the rights of the batch.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct RetentionWorkTests {
    private func retain(_ fixture: NightFixture) async throws -> NightStep {
        let report = try await NightRun(database: fixture.client).run(steps: [.retention])
        return try #require(report.night.steps.first { $0.name == .retention })
    }

    private func plan(_ fixture: NightFixture) async throws -> RetentionPlan {
        let settings = try await NightSettings.load(from: fixture.client)
        return try await RetentionPlan.load(
            on: settings.calendar.yesterday(of: Date()), settings: settings, from: fixture.client)
    }

    private func counts(_ plan: RetentionPlan) -> [String] {
        plan.lines.filter { $0.rows > 0 }.map { "\($0.kind.rawValue) \($0.schema) \($0.rows)" }
    }

    /// A partition of alerts of a month that is long over.
    private func month(_ fixture: NightFixture, _ name: String, _ from: String, _ until: String) async throws {
        try await fixture.database.run(
            sql: """
                set role muster_owner;
                do $$ begin
                    execute format('create table core.%I partition of core.alert for values from (%L) to (%L)', '\(name)',
                        core.uuid_floor('\(from)'), core.uuid_floor('\(until)'));
                    insert into core.partition (parent, name, starts, ends)
                        values ('core.alert', '\(name)', '\(from)', '\(until)');
                end $$;
                """)
    }

    /// Of everything an old one and a young one: of an incident that is over, of one that is held and of one that is open.
    private func fill(_ fixture: NightFixture) async throws {
        try await month(fixture, "alert_a", "2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z")
        try await month(fixture, "alert_b", "2025-02-01T00:00:00Z", "2025-03-01T00:00:00Z")
        let over = try await fixture.incident(at: "2025-03-01T10:00:00Z")
        let held = try await fixture.incident(at: "2025-03-01T10:00:00Z")
        let open = try await fixture.incident(at: "2025-03-01T10:00:00Z", hours: nil)
        try await fixture.database.run(
            sql: """
                insert into core.legal_hold (incident_id, reason, held_by) values ('\(held)', 'court', 'x');
                create temporary table mine (n int, id uuid);
                insert into mine values (1, '\(over)'), (2, '\(held)'), (3, '\(open)');
                create temporary table spot (n int, id uuid, at timestamptz, state text);
                insert into spot select n, id, at, case n % 2 when 0 then 'sent' else 'sent' end
                    from mine, (values (timestamptz '2025-03-02T00:00:00Z'), (now())) as t (at);
                insert into core.refused_body (source, format, reason, body, received_at)
                    values ('s', 'f', 'r', 'x', now() - interval '40 days'), ('s', 'f', 'r', 'x', now());
                insert into notifier.notice (id, incident_id, kind, channel, recipient, version, state, subject, body, planned_at, sent_at)
                    select core.uuid_v7(), id, 'welcome', 'mail', 'a@example.org', row_number() over (), 'sent', 's', 'text', at, at
                    from spot;
                insert into task_tracker.notice (id, incident_id, kind, occasion, channel, recipient, state, sender, subject, body,
                        planned_at, sent_at)
                    select core.uuid_v7(), id, 'created', 'o' || row_number() over (), 'mail', 'a', 'sent', 'x', 's', 'text', at, at
                    from spot;
                insert into paging.escalation (id, incident_id, policy, plan, urgency) select id, id, 'p', '{}', 'high' from mine;
                insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason, state,
                        subject, body, due_at, handed_at)
                    select core.uuid_v7(), id, id, row_number() over (), 'a', 'high', 'p', 's', 'r', 'sent', 's', 'text', at, at
                    from spot;
                insert into playbook_runner.execution (id, playbook, version, name, status, incident_id, input, seed, started_by,
                        started_at, stopped_at)
                    select core.uuid_v7(), 'p', 1, 'e' || row_number() over (), 'SUCCEEDED', id, '{}', repeat('s', 16), 'x', at, at
                    from spot;
                insert into playbook_runner.history (execution_id, number, at, type, event)
                    select id, 1, now(), 't', '{}' from playbook_runner.execution;
                insert into playbook_runner.step (execution_id, number, state, outcome)
                    select id, 1, 's', 'done' from playbook_runner.execution;
                insert into dead_letter_keeper.letter (id, worker, incident, "group", place, error_code, error_detail, attempts,
                        dead_at, state, properties, body, body_digest)
                    select core.uuid_v7(), 'w', (select name from core.incident i where i.id = s.id), 'g', 'p', 'c', '', 1, at, l, '{}',
                        'x', sha256('x') from spot s, unnest(array['replayed', 'waiting', 'discarded']) l;
                insert into core.alert (id, source, format, dedup_key, status, severity, title, outcome, reason, incident_id,
                        first_at, last_at)
                    select core.uuid_floor(at), 's', 'f', at::text, 'resolved', 'c', 't', 'no_route', 'r',
                        (select id from mine where mine.n = a.n), at, at
                    from (values (null, timestamptz '2025-01-05T00:00:00Z'), (1, '2025-01-06T00:00:00Z'),
                        (null, '2025-02-05T00:00:00Z'), (2, '2025-02-06T00:00:00Z'), (3, '2025-02-07T00:00:00Z')) as a (n, at);
                insert into core.alert_note (alert_id, author, text) select id, 'a', 't' from core.alert;
                """)
    }

    @Test func whatIsOldGoesAndWhatIsOpenOrHeldStays() async throws {
        try await NightFixture.run(retention: ["alerts": "100d", "executions": "30d"]) { fixture in
            try await fill(fixture)
            let expected = [
                "refused_bodies core 1", "payloads notifier 1", "payloads paging 1", "payloads task_tracker 1",
                "dead_letters dead_letter_keeper 2", "executions playbook_runner 1", "alerts core 3",
            ]
            let before = try await plan(fixture)
            #expect(counts(before) == expected)
            #expect(before.held == ["INC-2"])
            let step = try await retain(fixture)
            #expect(step.state == .done && step.rows == 10, "\(step)")
            #expect(try await counts(plan(fixture)).isEmpty)
            let rows = try await fixture.database.run(
                sql: """
                    select 'letters ' || count(*) from dead_letter_keeper.letter
                    union all select 'executions ' || count(*) from playbook_runner.execution
                    union all select 'history ' || count(*) from playbook_runner.history
                    union all select 'steps ' || count(*) from playbook_runner.step
                    union all select 'alerts ' || count(*) from core.alert
                    union all select 'notes ' || count(*) from core.alert_note
                    union all select 'notices ' || count(*) || ' ' || count(*) filter (where body = '') from notifier.notice
                    union all select 'partition ' || name from core.partition
                        where parent = 'core.alert'::regclass and starts < '2026-01-01'
                    union all select 'incidents ' || count(*) from core.incident
                    """)
            #expect(
                rows == [
                    "letters 16", "executions 5", "history 5", "steps 5", "alerts 2", "notes 2", "notices 6 1",
                    "partition alert_b",
                    "incidents 3",
                ])
            #expect(try await retain(fixture).rows == 0, "run again it changes nothing")
        }
    }

    @Test func releasedItGoesInTheNextNight() async throws {
        try await NightFixture.run(retention: ["executions": "30d"]) { fixture in
            try await fill(fixture)
            #expect(try await retain(fixture).rows == 7, "alerts are kept for ever unless something is said")
            try await fixture.database.run(
                sql: "update core.legal_hold set released_at = now(), released_by = 'x'")
            #expect(
                try await counts(plan(fixture)) == [
                    "payloads notifier 1", "payloads paging 1", "payloads task_tracker 1",
                    "dead_letters dead_letter_keeper 2", "executions playbook_runner 1",
                ])
            #expect(try await retain(fixture).rows == 6)
        }
    }

    /// In the middle of it, a row that cannot go: what went before stays gone, and the next run goes on.
    @Test func endedAnywhereItGoesOn() async throws {
        try await NightFixture.run { fixture in
            try await fixture.database.run(
                sql: """
                    set role muster_owner;
                    insert into core.refused_body (id, source, format, reason, body, received_at)
                        select core.uuid_floor(now() - interval '60 days' + n * interval '1 minute'), 's', 'f',
                            case n when 3000 then 'stays' else 'r' end, 'x', now() - interval '40 days'
                        from generate_series(1, 4500) n;
                    create function core.refuse() returns trigger language plpgsql as $$ begin raise 'not this one'; end $$;
                    create trigger refuse before delete on core.refused_body for each row
                        when (old.reason = 'stays') execute function core.refuse();
                    """)
            let failed = try await retain(fixture)
            #expect(failed.state == .failed && failed.error?.isEmpty == false)
            let left = "select count(*) from core.refused_body"
            #expect(try await fixture.database.run(sql: left) == ["2500"])
            try await fixture.database.run(sql: "set role muster_owner; drop trigger refuse on core.refused_body")
            async let one = retain(fixture)
            async let other = retain(fixture)
            let steps = try await [one, other]
            #expect(steps.allSatisfy { $0.state == .done }, "\(steps)")
            #expect(try await fixture.database.run(sql: left) == ["0"])
        }
    }
}

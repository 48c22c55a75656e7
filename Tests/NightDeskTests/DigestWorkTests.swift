import Foundation
import JSON
import Nights
import NightStore
import Postgres
import TestServers
import Testing

@testable import NightDesk

/// What a day was, with the rights of the batch.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct DigestWorkTests {
    private func name(_ id: UUID, _ fixture: NightFixture) async throws -> String {
        try #require(try await fixture.database.run(sql: "select name from core.incident where id = '\(id)'").first)
    }

    /// Of 5 March 2025: what was reported, what is open, what waits; and of everything something that does not belong there.
    private func fill(_ fixture: NightFixture) async throws -> (open: UUID, hidden: UUID) {
        _ = try await fixture.incident(at: "2025-03-05T10:00:00Z")
        let open = try await fixture.incident(at: "2025-03-03T10:00:00Z", hours: nil)
        let hidden = try await fixture.incident(at: "2025-03-05T11:00:00Z", hours: nil, restricted: true)
        let drill = try await fixture.incident(at: "2025-03-05T11:00:00Z", hours: nil, drill: true)
        _ = try await fixture.incident(at: "2025-03-05T11:00:00Z", hours: nil, type: "test")
        _ = try await fixture.incident(at: "2025-03-06T01:00:00Z", hours: nil)
        // It was active at the end of the day, and closed an hour later.
        _ = try await fixture.incident(at: "2025-03-04T01:00:00Z", hours: 48)
        try await fixture.database.run(
            sql: """
                update core.incident set title = 'Secret' where id = '\(hidden)';
                insert into core.task (incident_id, text, owner, due, source, created_by, created_at)
                select i.id, t.text, 'b@example.org', t.due, 'api', 'x', '2025-03-03T12:00:00Z'
                from core.incident i, (values ('late', timestamptz '2025-03-05T23:00:00Z'), ('soon', '2025-03-06T01:00:00Z'))
                    as t (text, due) where i.id in ('\(open)', '\(hidden)', '\(drill)');
                insert into core.task (incident_id, text, due, source, created_by, created_at, state, resolved_at, resolved_by)
                values ('\(open)', 'done', '2025-03-05T10:00:00Z', 'api', 'x', '2025-03-03T12:00:00Z', 'resolved',
                    '2025-03-05T12:00:00Z', 'x'),
                    ('\(open)', 'done too late', '2025-03-05T10:00:00Z', 'api', 'x', '2025-03-03T12:00:00Z', 'resolved',
                    '2025-03-06T12:00:00Z', 'x');
                insert into dead_letter_keeper.letter (id, worker, "group", place, error_code, error_detail, attempts, dead_at,
                    state, properties, body, body_digest)
                select core.uuid_v7(), 'paging', 'g', 'p', 'timeout', 'of Secret', 1, t.at, t.state, '{}', '', ''
                from (values (timestamptz '2025-03-05T10:00:00Z', 'waiting'), ('2025-03-06T10:00:00Z', 'waiting'),
                    ('2025-03-05T10:00:00Z', 'replayed')) as t (at, state);
                """)
        try await fixture.database.run(
            sql: """
                insert into paging.escalation (id, incident_id, policy, plan, urgency)
                select id, id, 'p', '{}', 'high' from unnest(array['\(open)', '\(hidden)']::uuid[]) id;
                insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason, state,
                    subject, body, due_at, handed_at, acknowledged_at)
                select core.uuid_v7(), id, id, n, 'b@example.org', 'high', 'p', 's', 'r', state, '', '', t, t, answered
                from (values ('\(open)'::uuid, 1, 'sent', timestamptz '2025-03-05T12:00:00Z', null::timestamptz),
                    ('\(open)', 2, 'acknowledged', '2025-03-05T12:00:00Z', '2025-03-05T12:30:00Z'),
                    ('\(open)', 3, 'sent', '2025-03-06T12:00:00Z', null),
                    ('\(hidden)', 1, 'sent', '2025-03-05T12:00:00Z', null)) as p (id, n, state, t, answered);
                """)
        return (open, hidden)
    }

    @Test func saysWhatTheDayWasAndNamesNothingRestricted() async throws {
        try await NightFixture.run { fixture in
            let (open, hidden) = try await fill(fixture)
            let report = try await fixture.night("2025-03-05")
            #expect(report.night.steps.first { $0.name == .digest }?.state == .done)
            let day = report.night.day
            let digest = try #require(try await DigestRows.written(of: day, in: fixture.client))
            let document = digest.document
            #expect(document["reported"]?["count"] == 2 && document["reported"]?["restricted"] == 1, "\(document)")
            #expect(document["reported"]?["items"]?.arrayValue?.map { $0["status"] } == ["closed"])
            #expect(document["active"]?["count"] == 3 && document["active"]?["restricted"] == 1, "\(document)")
            let active = document["active"]?["items"]?.arrayValue ?? []
            let first = JSON.string(try await name(open, fixture))
            #expect(active.count == 2 && active.first?["name"] == first && active.first?["commander"] == "A")
            #expect(document["overdue_tasks"]?["count"] == 3 && document["overdue_tasks"]?["restricted"] == 1)
            #expect(
                document["overdue_tasks"]?["items"]?.arrayValue?.map { $0["text"] } == ["done too late", "late"])
            #expect(document["unanswered_pages"]?["count"] == 2 && document["unanswered_pages"]?["restricted"] == 1)
            #expect(document["unanswered_pages"]?["items"]?.arrayValue?.count == 1)
            #expect(
                document["dead_letters"]?["items"] == [["worker": "paging", "error_code": "timeout", "count": 1]])
            #expect(document["costs"] == [["amount_minor": 20_000, "currency": "EUR"]])
            #expect(document["expected_week"]?["value"] != .null)
            let secret = try await name(hidden, fixture)
            for text in [document.text(), digest.subject, digest.body] {
                #expect(!text.contains("Secret") && !text.contains("\"\(secret)\"") && !text.contains("\(secret) "))
            }
            #expect(digest.body.contains("1 of them restricted"))
        }
    }

    /// A day keeps its own digest, whatever was computed after it, and a day without one is told without a trace.
    @Test func eachDayKeepsItsOwn() async throws {
        try await NightFixture.run { fixture in
            _ = try await fill(fixture)
            let older = try await fixture.night("2025-03-05").night.day
            let before = try await DigestRows.written(of: older, in: fixture.client)
            try await fixture.night("2025-03-06")
            #expect(try await DigestRows.written(of: older, in: fixture.client) == before)
            try await fixture.night("2025-03-05")
            #expect(try await DigestRows.written(of: older, in: fixture.client) == before)
            let settings = try await NightSettings.load(from: fixture.client)
            let quiet = try await DigestDesk.digest(of: older.next(-400), settings, in: fixture.client)
            #expect(quiet.body == "2024-01-30: nothing to report.\n", "\(quiet)")
            let rows = try await fixture.database.run(sql: "select day from nightly.digest order by day")
            #expect(rows == ["2025-03-05", "2025-03-06"])
            await #expect(throws: NightError.self) {
                try await DigestDesk.digest(of: older.next(40_000), settings, in: fixture.client)
            }
        }
    }
}

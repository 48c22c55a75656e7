import Forecast
import FoundationEssentials
import Nights
import OnCall
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Notifier

/// Nights that did not end, with the rights of the notifier.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct NightAuditorTests {
    @Test func aNightThatDidNotEndIsCounted() async throws {
        let database = try await SuiteDatabase.empty()
        try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by) values ('t', '{
                    "people": [{"email": "a@example.org", "name": "A"}], "severities": [{"name": "high"}],
                    "priorities": [{"name": "p1"}], "incident_types": [{"name": "outage", "commander": "a@example.org"}]}', 't');
                """)
        try await WorkerHarness.run("notifier", databaseURL: database.url(process: "notifier")) { _ in
            []
        } _: { harness in
            let auditor = NightAuditor(environment: harness.environment)
            let noon = NightCalendar(.utc).work(of: try #require(Day("2025-03-03"))).addingTimeInterval(8 * 3600)
            #expect(try await auditor.look(at: noon) == 0, "nobody has begun with it")
            try await database.run(
                sql: """
                    insert into nightly.step (day, name, state)
                    select d::date, s, 'done' from unnest(array['2025-03-01', '2025-03-02']) d,
                        unnest(array['costs', 'metrics', 'forecast']) s;
                    update nightly.step set state = 'failed' where day = '2025-03-02' and name = 'metrics';
                    """)
            #expect(try await auditor.look(at: noon) == 2, "one has failed, and one was never begun")
            #expect(try await auditor.look(at: noon.addingTimeInterval(-3 * 3600)) == 1)
            try await database.run(sql: "update nightly.step set state = 'skipped' where state = 'failed'")
            #expect(try await auditor.look(at: noon) == 1)
        }
    }
}

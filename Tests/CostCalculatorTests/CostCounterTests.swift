import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import CostCalculator

/// The handlers on the runtime of a process, with a broker in memory and a database of the suite's own.
@Suite(.serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct CostCounterTests {
    /// The worker, and an incident that a commander leads since two hours.
    private struct Fixture: Sendable {
        let database: TestDatabase
        let harness: WorkerHarness
        let incident = UUID.v7()

        func open() async throws {
            try await database.run(
                sql: """
                    insert into core.incident (id, title, description, type, severity, priority, source, reported_at,
                        detected_at)
                    values ('\(incident)', 'Down', '', 'outage', 'high', 'p1', 'report', now() - interval '2 hours',
                        now() - interval '3 hours');
                    insert into core.participant (incident_id, email, name, roles, engaged_by, joined_at)
                    select id, 'oncall@example.org', 'O', '{incident_commander}', 'test', reported_at from core.incident;
                    """)
        }

        var reference: IncidentReference { IncidentReference(id: incident, name: "INC-1", version: 1) }

        func opened() async {
            let fate = await harness.handle(
                IncidentOpened(
                    incident: reference, title: "Down", type: "outage", severity: "high", priority: "p1",
                    visibility: .open, source: .report, drill: false))
            #expect(fate == .done)
        }

        /// It gets a status, an hour after it was opened.
        func change(to status: IncidentStatus) async throws {
            try await database.run(
                sql: """
                    update core.incident set status = '\(status.rawValue)';
                    update core.status_change set at = (select reported_at + interval '1 hour' from core.incident);
                    """)
            let fate = await harness.handle(
                IncidentUpdated(incident: reference, status: status, changes: ["status"], actor: "test"))
            #expect(fate == .done)
        }

        func total() async throws -> Int? {
            try await database.run(sql: "select total_minor from cost_calculator.account").first.flatMap { Int($0) }
        }

        /// What was told, in its order.
        func told() async throws -> [String] {
            try await database.run(
                sql: """
                    select convert_from(body, 'utf8')::jsonb #>> '{data,total,amount_minor}' from cost_calculator.outbox
                    where type = 'muster.cost.updated.v1' order by id
                    """)
        }

        func timers() async throws -> [String] {
            try await database.run(sql: "select type from cost_calculator.timer")
        }
    }

    private static let costs: JSON = [
        "currency": "EUR", "rates": [["per_hour": 100]], "review": ["base": "0s", "per_participant": "30m"],
    ]

    private func with(costs: JSON? = costs, _ body: (Fixture) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        var document: JSONObject = [
            "people": [["email": "oncall@example.org", "name": "On-call"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
        ]
        document["costs"] = costs
        try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('test', '\(JSON.object(document).text())', 'test');
                """)
        try await WorkerHarness.run("cost-calculator", databaseURL: database.url(process: "cost-calculator")) {
            CostCounter.handlers($0)
        } _: { harness in
            let fixture = Fixture(database: database, harness: harness)
            try await fixture.open()
            try await body(fixture)
        }
    }

    @Test func anOpenIncidentIsCountedUpToNow() async throws {
        try await with { fixture in
            await fixture.opened()
            // Two hours and the seconds that the test took.
            let total = try #require(try await fixture.total())
            #expect((20_000..<21_000).contains(total))
            #expect(try await fixture.told() == ["\(total)"])
            #expect(try await fixture.timers() == ["muster.cost.refresh.v1"])
            #expect(await fixture.harness.handle(RefreshCost(incident: fixture.incident)) == .done)
            let told = try await fixture.told()
            #expect(told.count == 1, "a few cents are no news")
        }
    }

    @Test func theEndIsCountedToTheCentHoweverOftenItIsTold() async throws {
        try await with { fixture in
            await fixture.opened()
            try await fixture.change(to: .stable)
            for _ in 0..<3 { await fixture.opened() }
            #expect(try await fixture.total() == 15_000)
            let (told, timers) = (try await fixture.told(), try await fixture.timers())
            #expect(told.count == 2)
            #expect(told.last == "15000")
            #expect(timers.count == 1, "what people write may still count")
        }
    }

    @Test func aClosedIncidentHasNoTimer() async throws {
        try await with { fixture in
            await fixture.opened()
            try await fixture.change(to: .closed)
            #expect(try await fixture.total() == 15_000)
            let timers = try await fixture.timers()
            #expect(timers.isEmpty)
        }
    }

    /// Of two that come at once both are counted, and the last one counts all rows.
    @Test func manyAtOnceAreOneAccount() async throws {
        try await with { fixture in
            let joined = (0..<20).map { _ in
                fixture.harness.envelope(
                    ParticipantAdded(
                        incident: fixture.reference, email: "oncall@example.org", roles: [.incidentCommander]))
            }
            #expect(Set(await fixture.harness.handle(joined)) == [.done])
            #expect(try await fixture.database.run(sql: "select count(*) from cost_calculator.account") == ["1"])
            let told = try await fixture.told()
            #expect(told.count == 1)
        }
    }

    @Test func whatWaitingCostsIsKept() async throws {
        try await with { fixture in
            try await fixture.database.run(
                sql: """
                    insert into core.timeline (incident_id, at, kind, actor, text)
                    select id, reported_at + interval '30 minutes', 'page', 'oncall@example.org', '' from core.incident
                    """)
            try await fixture.change(to: .stable)
            let split = try await fixture.database.run(
                sql: """
                    select (value #>> '{amount_minor}') from cost_calculator.account, jsonb_each(document -> 'split')
                    order by array_position('{nobody_knew,nobody_answered,working,afterwards}', key)
                    """)
            #expect(split == ["0", "5000", "5000", "5000"])
        }
    }

    @Test func anOrganisationThatSaysNothingOfCostsHasNoneCounted() async throws {
        try await with(costs: nil) { fixture in
            await fixture.opened()
            #expect(try await fixture.total() == nil)
            let timers = try await fixture.timers()
            #expect(timers.isEmpty)
        }
    }
}

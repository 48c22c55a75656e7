import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import TestServers
import ProviderKit
import Testing
import WorkerKit
import WorkerTesting

@testable import Notifier

/// Which statuses are told, whatever order their events come in.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct IncidentUpdatedHandlerTests {
    private struct Change: Hashable {
        var version: Int
        var status: IncidentStatus
    }

    /// The handler on a database with an organisation that tells `incidents@example.org`.
    private struct Fixture: Sendable {
        let database: TestDatabase
        let harness: WorkerHarness

        func open() async throws -> UUID {
            let id = UUID.v7()
            _ = try await database.run(
                sql: """
                    insert into core.incident (id, title, description, type, severity, priority, source)
                    values ('\(id)', 'Payments are refused', '', 'outage', 'high', 'p1', 'report');
                    """)
            return id
        }

        /// Delivers a change.
        func deliver(_ changes: [Change], of incident: UUID) async throws {
            let batch = changes.map { change in
                harness.envelope(
                    IncidentUpdated(
                        incident: IncidentReference(id: incident, name: "INC-1", version: change.version),
                        status: change.status, changes: ["status"], actor: "test"))
            }
            #expect(await harness.handle(batch) == changes.map { _ in .done })
        }

        /// The versions that were told, in the order in which they were planned.
        func told(of incident: UUID) async throws -> [String] {
            try await database.run(
                sql: "select version from notifier.notice where incident_id = '\(incident)' order by planned_at")
        }
    }

    private func with(_ body: (Fixture) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        let document: JSON = [
            "people": [["email": "oncall@example.org", "name": "On-call"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
            "announcements": ["mail": ["incidents@example.org"]],
        ]
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('test', '\(document.text())', 'test');
                """)
        try await WorkerHarness.run("notifier", databaseURL: database.url(process: "notifier")) { environment in
            let planner = NoticePlanner(environment: environment, providers: ProviderRegistry(environment))
            return [.database(IncidentUpdatedHandler(planner: planner))]
        } _: { harness in
            try await body(Fixture(database: database, harness: harness))
        }
    }

    private static let changes = [
        Change(version: 2, status: .stable), Change(version: 3, status: .closed), Change(version: 4, status: .active),
    ]

    private static func permutations(_ list: [Change]) -> [[Change]] {
        if list.count <= 1 { return [list] }
        return list.indices.flatMap { index in
            var rest = list
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }

    @Test func whateverTheOrderNothingOlderIsToldAfterSomethingNewer() async throws {
        let orders = Self.permutations(Self.changes)
        #expect(orders.count == 6)
        try await with { fixture in
            for order in orders {
                let incident = try await fixture.open()
                // What it takes to be told: newer than all before, and another status than the newest of them.
                var expected: [String] = []
                var newest = Change(version: 1, status: .active)
                for change in order {
                    try await fixture.deliver([change], of: incident)
                    guard change.version > newest.version else { continue }
                    if change.status != newest.status { expected.append("\(change.version)") }
                    newest = change
                }
                #expect(try await fixture.told(of: incident) == expected, "\(order)")
            }
        }
    }

    /// What is counted later is in the ticket and in the API.
    @Test func theClosingNoticeSaysWhatItCostsSoFar() async throws {
        try await with { fixture in
            let (counted, other) = (try await fixture.open(), try await fixture.open())
            try await fixture.database.run(
                sql: """
                    insert into cost_calculator.account (incident_id, total_minor, currency, model, computed_at, document)
                    values ('\(counted)', 1234567, 'KWD', 'classic', now(), '{}')
                    """)
            for incident in [counted, other] {
                try await fixture.deliver([Change(version: 2, status: .stable)], of: incident)
                try await fixture.deliver([Change(version: 3, status: .closed)], of: incident)
            }
            let told = try await fixture.database.run(
                sql: """
                    select version || ' ' || coalesce(substring(body from 'Cost so far: [^\n]*'), 'nothing')
                    from notifier.notice where channel = 'mail' order by incident_id = '\(other)', version
                    """)
            #expect(told == ["2 nothing", "3 Cost so far: 1234.567 KWD", "2 nothing", "3 nothing"])
        }
    }

    @Test func ofABatchTheNewestCounts() async throws {
        try await with { fixture in
            for order in Self.permutations(Array(Self.changes.prefix(2))) {
                let incident = try await fixture.open()
                try await fixture.deliver(order, of: incident)
                #expect(try await fixture.told(of: incident) == ["3"])
            }
        }
    }

    @Test func theSameStatusIsNoNews() async throws {
        try await with { fixture in
            let incident = try await fixture.open()
            for version in [2, 3] {
                try await fixture.deliver([Change(version: version, status: .stable)], of: incident)
            }
            #expect(try await fixture.told(of: incident) == ["2"])
        }
    }

    @Test func anIncidentThatOpensIsAnnouncedElsewhere() async throws {
        try await with { fixture in
            let opened = try await fixture.open()
            try await fixture.deliver([Change(version: 1, status: .active)], of: opened)
            #expect(try await fixture.told(of: opened) == [])
            let closed = try await fixture.open()
            try await fixture.deliver([Change(version: 2, status: .closed)], of: closed)
            #expect(try await fixture.told(of: closed) == ["2"])
        }
    }

    @Test func aRedeliveryIsSuperseded() async throws {
        try await with { fixture in
            let incident = try await fixture.open()
            for _ in 0..<2 { try await fixture.deliver([Change(version: 2, status: .stable)], of: incident) }
            #expect(try await fixture.told(of: incident) == ["2"])
        }
    }

    /// Opens an incident with a conversation and an alert.
    private func openWithAlert(_ fixture: Fixture, _ status: String) async throws -> UUID {
        let incident = try await fixture.open()
        _ = try await fixture.database.run(
            sql: """
                insert into core.resource (id, incident_id, kind, provider, state, external_id)
                values ('\(UUID.v7())', '\(incident)', 'conversation', 'elsewhere', 'created', 'room');
                insert into core.alert (id, source, format, dedup_key, status, severity, title, outcome, reason, incident_id)
                values ('\(UUID.v7())', 's', 'native', 'k', '\(status)', 'critical', 'Down', 'incident', '', '\(incident)');
                update core.incident set alert_count = 1 where id = '\(incident)';
                """)
        return incident
    }

    private func deliverRest(_ fixture: Fixture, of incident: UUID, version: Int) async throws {
        let rest = fixture.harness.envelope(
            IncidentUpdated(
                incident: IncidentReference(id: incident, name: "INC-1", version: version), status: .active,
                changes: [IncidentUpdated.alertsAtRest], actor: "s"))
        #expect(await fixture.harness.handle([rest]) == [.done])
    }

    @Test func thatAllAlertsAreResolvedIsNewsInTheConversationAlone() async throws {
        try await with { fixture in
            let incident = try await openWithAlert(fixture, "resolved")
            try await deliverRest(fixture, of: incident, version: 3)
            let notices = try await fixture.database.run(
                sql: "select channel, recipient, split_part(body, e'\n', 1) from notifier.notice")
            #expect(notices.count == 1)
            #expect(notices.first?.hasPrefix("conversation|room|The alert of INC-") == true)
            #expect(notices.first?.hasSuffix("is resolved: Payments are refused") == true)
            // A status of the version before is news all the same.
            try await fixture.deliver([Change(version: 2, status: .stable)], of: incident)
            #expect(try await fixture.told(of: incident).count == 3)
        }
    }

    @Test func whatFiresAgainMeanwhileIsNotAtRest() async throws {
        try await with { fixture in
            let firing = try await openWithAlert(fixture, "open")
            try await deliverRest(fixture, of: firing, version: 2)
            let closed = try await openWithAlert(fixture, "resolved")
            _ = try await fixture.database.run(sql: "update core.incident set status = 'closed' where id = '\(closed)'")
            try await deliverRest(fixture, of: closed, version: 2)
            #expect(try await fixture.database.run(sql: "select count(*) from notifier.notice") == ["0"])
        }
    }
}

import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import ProviderKit
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Notifier

/// Whom a change of command is told to, as the rows are when its event comes.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct HandoverTests {
    private struct Fixture: Sendable {
        let database: TestDatabase
        let harness: WorkerHarness
        let incident = UUID.v7()

        /// An incident that somebody leads, with a conversation.
        func open(commander: String, status: IncidentStatus) async throws {
            _ = try await database.run(
                sql: """
                    insert into core.incident (id, title, description, type, severity, priority, source, status, version)
                    values ('\(incident)', 'Payments are refused', '', 'outage', 'high', 'p1', 'report', '\(status)', 9);
                    insert into core.participant (incident_id, email, name, roles, engaged_by)
                    values ('\(incident)', '\(commander)', 'Somebody', '{incident_commander}', 'test');
                    insert into core.resource (id, incident_id, kind, provider, state, external_id) values
                        ('\(UUID.v7())', '\(incident)', 'conversation', 'chat', 'created', 'room');
                    """)
        }

        /// Delivers a change of command, twice.
        func deliver(_ handover: Handover, version: Int = 9, status: IncidentStatus) async throws {
            for _ in 0..<2 {
                let message = harness.envelope(
                    IncidentUpdated(
                        incident: IncidentReference(id: incident, name: "INC-1", version: version), status: status,
                        changes: ["commander"], actor: "test", handover: handover))
                #expect(await harness.handle([message]) == [.done])
            }
        }

        func told() async throws -> [String] {
            try await database.run(
                sql: """
                    select recipient from notifier.notice where incident_id = '\(incident)' and kind = 'handover'
                    order by channel desc, recipient
                    """)
        }
    }

    private func with(_ body: (Fixture) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        let document: JSON = [
            "people": [["email": "oncall@example.org", "name": "On-call"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
            "providers": [["name": "chat", "kind": "http", "url": "https://chat.example.org"]],
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

    @Test(arguments: [IncidentStatus.active, .closed])
    func bothCommandersAndTheConversationAreToldOnce(status: IncidentStatus) async throws {
        try await with { fixture in
            try await fixture.open(commander: "new@example.org", status: status)
            try await fixture.deliver(
                Handover(from: "old@example.org", to: "new@example.org", joins: false), status: status)
            #expect(try await fixture.told() == ["new@example.org", "old@example.org", "room"])
        }
    }

    /// Who joins is welcomed as commander; a closed incident welcomes nobody.
    @Test(arguments: [
        (IncidentStatus.active, ["old@example.org", "room"]),
        (.closed, ["new@example.org", "old@example.org", "room"]),
    ])
    func whoJoinsHearsOfItOnce(status: IncidentStatus, told: [String]) async throws {
        try await with { fixture in
            try await fixture.open(commander: "new@example.org", status: status)
            try await fixture.deliver(
                Handover(from: "old@example.org", to: "new@example.org", joins: true), status: status)
            #expect(try await fixture.told() == told)
        }
    }

    /// It went from the first to the second, and on to the third, before either event came: in whatever order they come, nobody
    /// is told that the second leads.
    @Test(arguments: [[0, 1], [1, 0]]) func ofACommandThatWentOnTheLastIsTold(order: [Int]) async throws {
        let handovers = [
            (8, Handover(from: "first@example.org", to: "second@example.org", joins: false)),
            (9, Handover(from: "second@example.org", to: "third@example.org", joins: false)),
        ]
        try await with { fixture in
            try await fixture.open(commander: "third@example.org", status: .active)
            for place in order {
                try await fixture.deliver(handovers[place].1, version: handovers[place].0, status: .active)
            }
            #expect(
                try await fixture.told() == ["first@example.org", "second@example.org", "third@example.org", "room"])
        }
    }
}

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

/// Notices for conversations that are rows of the same database.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct NativePostingTests {
    private struct Fixture: Sendable {
        let database: TestDatabase
        let harness: WorkerHarness

        func value(_ sql: String) async throws -> String? { try await database.run(sql: sql).first }

        /// Announces new incidents, as one batch.
        func open(_ count: Int) async throws {
            var batch: [Envelope] = []
            for _ in 0..<count {
                let id = UUID.v7()
                let name =
                    try await database.run(
                        sql: """
                            insert into core.incident (id, title, description, type, severity, priority, source)
                            values ('\(id)', 'Payments are refused', '', 'outage', 'high', 'p1', 'report');
                            select name from core.incident where id = '\(id)';
                            """
                    ).last ?? ""
                batch.append(
                    harness.envelope(
                        IncidentOpened(
                            incident: IncidentReference(id: id, name: name, version: 1), title: "Payments are refused",
                            type: "outage", severity: "high", priority: "p1", visibility: .open, source: .report,
                            drill: false)))
            }
            #expect(await harness.handle(batch) == batch.map { _ in .done })
        }
    }

    private func with(conversations: JSON = ["native"], _ body: (Fixture) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        let document: JSON = [
            "people": [["email": "oncall@example.org", "name": "On-call"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
            "announcements": ["conversation": "general"],
            "providers": [["name": "chat", "kind": "http", "url": "https://chat.example.org"]],
            "capabilities": ["conversations": conversations],
        ]
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('test', '\(document.text())', 'test');
                update native.conversation set archived_at = null;
                """)
        try await WorkerHarness.run("notifier", databaseURL: database.url(process: "notifier")) { environment in
            let planner = NoticePlanner(environment: environment, providers: ProviderRegistry(environment))
            return [.database(IncidentOpenedHandler(planner: planner))]
        } _: { harness in
            try await body(Fixture(database: database, harness: harness))
        }
    }

    @Test func aNoticeIsPostedWhereItIsPlanned() async throws {
        try await with { fixture in
            try await fixture.open(3)
            #expect(
                try await fixture.value(
                    """
                    select count(distinct m.effect_key) || ' ' || count(*) from native.message m
                    join native.conversation c on c.id = m.conversation_id and c.name = 'general'
                    where m.text like 'Payments are refused%'
                    """) == "3 3")
            #expect(
                try await fixture.value(
                    "select count(*) from notifier.notice where state = 'sent' and sent_at is not null") == "3")
            #expect(
                try await fixture.value("select count(distinct incident_id) from core.timeline where kind = 'notice'")
                    == "3")
            #expect(try await fixture.harness.announced(SendNotice.self).isEmpty)
        }
    }

    /// Asked alone, the provider says why it cannot.
    @Test func whatCannotBePostedIsSentAlone() async throws {
        try await with { fixture in
            _ = try await fixture.database.run(sql: "update native.conversation set archived_at = now();")
            try await fixture.open(2)
            #expect(try await fixture.value("select count(*) from native.message") == "0")
            #expect(try await fixture.value("select count(*) from notifier.notice where state = 'planned'") == "2")
            #expect(try await fixture.harness.announced(SendNotice.self).count == 2)
        }
    }

    @Test func aConversationOfAVendorIsNotOurs() async throws {
        try await with(conversations: ["chat", "native"]) { fixture in
            try await fixture.open(1)
            #expect(try await fixture.value("select count(*) from native.message") == "0")
            #expect(try await fixture.harness.announced(SendNotice.self).count == 1)
        }
    }
}

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

/// What people do is told in the conversation as the timeline says it, and statuses to those who follow an incident.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct NewsTests {
    struct Fixture: Sendable {
        let database: TestDatabase
        let harness: WorkerHarness
        let incident = UUID.v7()
        let conversation = UUID.v7()
        let line = UUID.v7()
        var reference: IncidentReference { IncidentReference(id: incident, name: "INC-1", version: 9) }

        /// An incident with a conversation of this database, a line in its timeline, and somebody who follows it.
        func open(visibility: Visibility = .open) async throws {
            _ = try await database.run(
                sql: """
                    insert into core.incident (id, title, description, type, severity, priority, source, version, visibility)
                    values ('\(incident)', 'Payments are refused', '', 'outage', 'high', 'p1', 'report', 9,
                        '\(visibility.rawValue)');
                    insert into core.participant (incident_id, email, name, roles, engaged_by)
                    values ('\(incident)', 'ana@example.org', 'Ana', '{scribe}', 'test');
                    insert into native.conversation (id, effect_key, name, topic, is_private)
                    values ('\(conversation)', 'incident/x', 'inc-1', '', false);
                    insert into core.resource (id, incident_id, kind, provider, state, external_id) values
                        ('\(UUID.v7())', '\(incident)', 'conversation', 'native', 'created',
                        '\(UUIDText.string(from: conversation))');
                    insert into core.timeline (id, incident_id, kind, actor, text)
                    values ('\(line)', '\(incident)', 'participant', 'test', 'Ana is now scribe, in the place of Ben');
                    insert into core.subscription (incident_id, email, subscribed_by)
                    values ('\(incident)', 'boss@example.org', 'test'), ('\(incident)', 'all@example.org', 'test');
                    """)
        }

        /// Delivers a fact, twice.
        func deliver(_ fact: some Fact) async throws {
            for _ in 0..<2 { #expect(await harness.handle([harness.envelope(fact)]) == [.done]) }
        }

        func said() async throws -> [String] {
            try await database.run(sql: "select replace(text, E'\\n', '|') from native.message order by id")
        }

        func mailed(_ kind: String) async throws -> [String] {
            try await database.run(
                sql: "select recipient from notifier.notice where kind = '\(kind)' and channel = 'mail' order by 1")
        }
    }

    static func with(_ body: (Fixture) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        let document: JSON = [
            "people": [["email": "oncall@example.org", "name": "On-call"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
            "announcements": ["mail": ["all@example.org"]],
        ]
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('test', '\(document.text())', 'test');
                """)
        try await WorkerHarness.run("notifier", databaseURL: database.url(process: "notifier")) { environment in
            let planner = NoticePlanner(environment: environment, providers: ProviderRegistry(environment))
            return [
                .database(IncidentUpdatedHandler(planner: planner)),
                .database(ParticipantAddedHandler(planner: planner)),
            ]
        } _: { harness in
            try await body(Fixture(database: database, harness: harness))
        }
    }

    private func updated(_ fixture: Fixture, told: [UUID] = [], status: IncidentStatus = .active) -> IncidentUpdated {
        IncidentUpdated(
            incident: fixture.reference, status: status, changes: ["participants"], actor: "test", told: told)
    }

    @Test func aLineIsToldOnceAndNotNotedAgain() async throws {
        try await Self.with { fixture in
            try await fixture.open()
            try await fixture.deliver(updated(fixture, told: [fixture.line]))
            #expect(try await fixture.said() == ["Ana is now scribe, in the place of Ben|"])
            let lines = try await fixture.database.run(sql: "select count(*) from core.timeline")
            #expect(lines == ["1"], "what is told stands there already")
        }
    }

    @Test func aNewScribeIsAnnounced() async throws {
        try await Self.with { fixture in
            try await fixture.open()
            try await fixture.deliver(
                ParticipantAdded(
                    incident: fixture.reference, email: "ana@example.org", roles: [.scribe], told: [fixture.line]))
            #expect(try await fixture.said() == ["Ana is now scribe, in the place of Ben|"])
        }
    }

    @Test func aUpdateOfTheReleaseBeforeTellsNothingMore() async throws {
        try await Self.with { fixture in
            try await fixture.open()
            try await fixture.deliver(updated(fixture))
            #expect(try await fixture.said().isEmpty)
        }
    }

    @Test(arguments: [Visibility.open, .restricted])
    func whoFollowsAnOpenIncidentIsToldItsStatus(visibility: Visibility) async throws {
        try await Self.with { fixture in
            try await fixture.open(visibility: visibility)
            _ = try await fixture.database.run(sql: "update core.incident set status = 'stable', stable_at = now()")
            try await fixture.deliver(updated(fixture, status: .stable))
            let told = visibility == .open ? ["all@example.org", "boss@example.org"] : []
            #expect(try await fixture.mailed("status") == told)
        }
    }

    @Test(arguments: [("participants", []), ("everybody", ["all@example.org", "boss@example.org"])])
    func aReportGoesToWhomItIsFor(audience: String, mailed: [String]) async throws {
        try await Self.with { fixture in
            try await fixture.open()
            _ = try await fixture.database.run(
                sql: """
                    insert into core.status_report (id, incident_id, author, conditions, actions, needs, audience)
                    values ('\(fixture.line)', '\(fixture.incident)', 'Ana', 'Cards are refused', '', 'Somebody at the bank',
                        '\(audience)');
                    """)
            try await fixture.deliver(updated(fixture, told: [fixture.line]))
            let said = try await fixture.said()
            #expect(
                said.count == 1 && said[0].contains("Conditions:|Cards are refused||Needs:|Somebody at the bank"))
            #expect(said.first?.contains("Actions") == false)
            #expect(try await fixture.mailed("report") == mailed)
        }
    }

    /// It was for everybody when it was written, and the incident has been restricted since.
    @Test func nothingOfARestrictedIncidentIsMailed() async throws {
        try await Self.with { fixture in
            try await fixture.open(visibility: .restricted)
            _ = try await fixture.database.run(
                sql: """
                    insert into core.status_report (id, incident_id, author, conditions, actions, needs, audience)
                    values ('\(fixture.line)', '\(fixture.incident)', 'Ana', 'Cards are refused', '', '', 'everybody');
                    """)
            try await fixture.deliver(updated(fixture, told: [fixture.line]))
            #expect(try await fixture.mailed("report").isEmpty)
            #expect(try await fixture.said().count == 1)
        }
    }
}

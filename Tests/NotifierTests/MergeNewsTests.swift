import Contracts
import Encodings
import FoundationEssentials
import Incident
import TestServers
import Testing
import WorkerTesting

@testable import Notifier

/// What is told of incidents that go on as another, and of reviews.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct MergeNewsTests {
    private func bodies(_ fixture: NewsTests.Fixture, _ kind: String) async throws -> [String] {
        try await fixture.database.run(
            sql: """
                select recipient || ': ' || replace(body, E'\\n', '|') from notifier.notice
                where kind = '\(kind)' and channel = 'mail' order by recipient
                """)
    }

    /// - Returns: the name of the incident that goes on.
    private func merge(_ fixture: NewsTests.Fixture, into visibility: Visibility) async throws -> String {
        let other = UUID.v7()
        try await fixture.database.run(
            sql: """
                insert into core.incident (id, title, description, type, severity, priority, source, visibility)
                values ('\(other)', 'The bank is down', '', 'outage', 'high', 'p1', 'report', '\(visibility.rawValue)');
                insert into core.incident_merge (incident_id, into_id, merged_by)
                values ('\(fixture.incident)', '\(other)', 'test');
                """)
        return try await name(of: other, fixture)
    }

    private func name(of incident: UUID, _ fixture: NewsTests.Fixture) async throws -> String {
        try #require(
            try await fixture.database.run(sql: "select name from core.incident where id = '\(incident)'").first)
    }

    private func closed(_ fixture: NewsTests.Fixture) -> IncidentUpdated {
        IncidentUpdated(
            incident: fixture.reference, status: .closed, changes: ["status", IncidentUpdated.duplicateOf],
            actor: "test")
    }

    @Test func whoTakesPartIsToldWhereItGoesOn() async throws {
        try await NewsTests.with { fixture in
            try await fixture.open()
            let name = try await merge(fixture, into: .open)
            try await fixture.deliver(closed(fixture))
            #expect(
                try await fixture.mailed("status") == ["all@example.org", "ana@example.org", "boss@example.org"])
            for body in try await bodies(fixture, "status") {
                #expect(body.contains("It is a duplicate of \(name) (The bank is down), and goes on there."), "\(body)")
            }
            #expect(try await fixture.said().first?.contains("It is a duplicate of \(name)") == true)
        }
    }

    @Test func nobodyIsToldWhichIncidentIsRestricted() async throws {
        try await NewsTests.with { fixture in
            try await fixture.open()
            let name = try await merge(fixture, into: .restricted)
            try await fixture.deliver(closed(fixture))
            for body in try await bodies(fixture, "status") + fixture.said() {
                #expect(!body.contains(name) && !body.contains("bank is down"), "\(body)")
                #expect(body.contains("It is a duplicate of an incident that is restricted"), "\(body)")
            }
        }
    }

    @Test func whatIsClosedOtherwiseSaysNothingOfIt() async throws {
        try await NewsTests.with { fixture in
            try await fixture.open()
            try await fixture.deliver(closed(fixture))
            #expect(try await fixture.mailed("status") == ["all@example.org", "boss@example.org"])
            #expect(try await bodies(fixture, "status").allSatisfy { !$0.contains("duplicate") })
        }
    }

    @Test(arguments: [Visibility.open, .restricted])
    func aReviewGoesToEverybodyWhomItIsForOnce(visibility: Visibility) async throws {
        try await NewsTests.with { fixture in
            try await fixture.open(visibility: visibility)
            try await fixture.database.run(
                sql: """
                    insert into core.review_version (id, incident_id, number, author, what_happened, impact, went_well, lessons)
                    values ('\(UUID.v7())', '\(fixture.incident)', 1, 'muster', 'It broke', '', '', ''),
                        ('\(UUID.v7())', '\(fixture.incident)', 2, 'Ana', 'It broke twice', '', '', 'Ask first'),
                        ('\(UUID.v7())', '\(fixture.incident)', 3, 'Ana', 'A secret', '', '', '');
                    insert into core.review_publication (id, incident_id, number, published_by)
                    values ('\(fixture.line)', '\(fixture.incident)', 2, 'Ana');
                    """)
            try await fixture.deliver(
                IncidentUpdated(
                    incident: fixture.reference, status: .active, changes: ["review"], actor: "test",
                    told: [fixture.line]))
            #expect(
                try await fixture.mailed("report")
                    == (visibility == .open
                        ? ["all@example.org", "ana@example.org", "boss@example.org"] : ["ana@example.org"]))
            for body in try await bodies(fixture, "report") {
                #expect(
                    body.contains("What happened:|It broke twice|") && body.contains("Lessons:|Ask first|"), "\(body)")
                #expect(!body.contains("A secret") && !body.contains("Impact"))
            }
            let said = try await fixture.said()
            let name = try await name(of: fixture.incident, fixture)
            #expect(said.count == 1 && said.first?.contains("muster incident review \(name)") == true, "\(said)")
        }
    }
}

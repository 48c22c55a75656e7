import Capabilities
import Contracts
import FoundationEssentials
import Incident
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Paging

/// Who is paged when, from the incident's events and the timer.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct EscalationFlowTests {
    @Test func anIncidentPagesTheFirstStepAtOnceAndTheNextWhenItIsDue() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            #expect(fixture.post.recipients == ["first@example.org"])
            let mail = try #require(fixture.post.mails.first)
            #expect(mail.subject == "[\(incident.name)] Page: Payments are refused")
            #expect(mail.body.contains("Why you: step 1 of plain, first@example.org."))
            #expect(try await fixture.pages(of: incident) == ["first@example.org high sent"])
            #expect(
                try await fixture.timeline(of: incident) == [
                    "Paged first@example.org by mail: step 1 of plain, first@example.org"
                ])
            #expect(try await fixture.harness.timers().map { $0.hasPrefix("escalation/") } == [true])

            try await fixture.pass("4 minutes", of: incident)
            #expect(fixture.post.recipients == ["first@example.org"])
            try await fixture.pass("1 minute", of: incident)
            #expect(fixture.post.recipients == ["first@example.org", "second@example.org"])
            try await fixture.pass("10 minutes", of: incident)
            #expect(fixture.post.recipients.last == "last@example.org")
            #expect(
                try await fixture.steps(of: incident) == [
                    "0 step 1 paged", "1 step 2 paged", "2 last resort last_resort",
                ])
            // What is left is a way to reach the second person that is due in an hour.
            #expect(try await fixture.harness.timers().map { $0.hasPrefix("attempt/") } == [true])
        }
    }

    @Test func theSameEventTwiceBeginsOneEscalation() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            for _ in 0..<2 {
                #expect(
                    await fixture.harness.handle(
                        IncidentOpened(
                            incident: incident, title: "t", type: "outage", severity: "SEV1", priority: "high",
                            visibility: .open, source: .report, drill: false)) == .done)
            }
            try await fixture.harness.waitUntilIdle()
            #expect(fixture.post.recipients == ["first@example.org"])
        }
    }

    @Test func whatResolvesByItselfStopsAndBeginsAgainWhenItFires() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            try await fixture.change(
                incident, "paging_ended_at = now()", field: IncidentUpdated.alertsAtRest, version: 2)
            #expect(try await fixture.rows("select state, due is null from paging.escalation") == ["stopped|t"])
            try await fixture.change(incident, "paging_ended_at = null", field: IncidentUpdated.firesAgain, version: 3)
            #expect(fixture.post.recipients == ["first@example.org", "first@example.org"])
            #expect(try await fixture.rows("select state from paging.escalation") == ["open"])
        }
    }

    @Test func whoeverHasTakenAnIncidentKeepsItWhenItResolvesByItself() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            _ = try await fixture.rows("update paging.escalation set state = 'acknowledged', due = null")
            try await fixture.change(
                incident, "paging_ended_at = now()", field: IncidentUpdated.alertsAtRest, version: 2)
            try await fixture.change(incident, "paging_ended_at = null", field: IncidentUpdated.firesAgain, version: 3)
            #expect(try await fixture.rows("select state from paging.escalation") == ["acknowledged"])
            #expect(fixture.post.recipients == ["first@example.org"])
        }
    }

    @Test func whatWasOverBeforeAnybodyWasPagedPagesNobody() async throws {
        try await PagingFixture.run { fixture in
            let row = try await fixture.rows(
                """
                insert into core.incident (id, title, description, type, severity, priority, source, paging_ended_at)
                values (core.uuid_v7(), 'Payments are refused', '', 'outage', 'SEV1', 'high', 'alert', now())
                returning id || ' ' || name
                """)
            let words = try #require(row.first).split(separator: " ").map(String.init)
            let incident = IncidentReference(
                id: try #require(UUID(uuidString: words[0])), name: words[1], version: 1)
            let fate = await fixture.harness.handle(
                IncidentOpened(
                    incident: incident, title: "t", type: "outage", severity: "SEV1", priority: "high",
                    visibility: .open, source: .alert, drill: false))
            #expect(fate == .done)
            try await fixture.harness.waitUntilIdle()
            #expect(fixture.post.recipients.isEmpty)
            #expect(try await fixture.rows("select count(*) from paging.escalation") == ["0"])
        }
    }

    private func join(
        _ incident: IncidentReference, grace: Duration, _ fixture: PagingFixture
    ) async throws {
        let fate = await fixture.harness.handle(
            AlertsJoined(
                incident: incident, alerts: 2, severity: .critical, title: "Disk full", route: "payments", rule: "each",
                grace: grace), subject: incident.name)
        #expect(fate == .done)
        try await fixture.harness.waitUntilIdle()
    }

    @Test func alertsThatJoinPageAgainOnceSomebodyHasTakenIt() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            // Somebody is looked for: that goes on as it is planned.
            try await join(incident, grace: .zero, fixture)
            #expect(fixture.post.recipients == ["first@example.org"])
            _ = try await fixture.rows("update paging.escalation set state = 'acknowledged', due = null")
            // Within the grace, twice: one page, when it is over.
            for _ in 0..<2 { try await join(incident, grace: .seconds(600), fixture) }
            #expect(fixture.post.recipients == ["first@example.org"])
            #expect(
                try await fixture.rows(
                    """
                    select e.state, e.due = s.taken_at + interval '10 minutes' from paging.escalation e
                    join paging.step s on s.escalation_id = e.id
                    """) == ["acknowledged|t"])
            let lines = try await fixture.timeline(of: incident).filter { $0.contains("on_join") }
            #expect(lines.count == 1)
            #expect(
                lines.first?.hasPrefix(
                    "2 alerts joined (critical: Disk full), and route payments pages again for that (on_join: each): at "
                ) == true)
            try await fixture.pass("10 minutes", of: incident)
            #expect(fixture.post.recipients == ["first@example.org", "first@example.org"])
            // The plan goes on from there.
            try await fixture.pass("5 minutes", of: incident)
            #expect(fixture.post.recipients.last == "second@example.org")
        }
    }

    @Test func alertsThatJoinPageAtOnceWhenTheGraceIsOverOrNobodyIsLeftToAsk() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            _ = try await fixture.rows("update paging.escalation set due = null")
            try await join(incident, grace: .zero, fixture)
            #expect(fixture.post.recipients == ["first@example.org", "first@example.org"])
            // What is stable asks for nobody.
            try await fixture.change(incident, "status = 'stable'", field: "status")
            try await join(incident, grace: .zero, fixture)
            #expect(fixture.post.recipients.count == 2)
        }
    }

    @Test func raisedItPagesOnceAndLoweredItStops() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open(severity: "SEV3")
            #expect(fixture.post.recipients == [])
            try await fixture.change(incident, "severity = 'SEV2'", field: "severity", version: 2)
            #expect(try await fixture.pages(of: incident) == ["first@example.org low sent"])
            // More urgent: from the beginning, once.
            try await fixture.change(incident, "severity = 'SEV1'", field: "severity", version: 3)
            try await fixture.change(incident, "severity = 'SEV1'", field: "severity", version: 4)
            #expect(
                try await fixture.pages(of: incident) == [
                    "first@example.org low resolved", "first@example.org high sent",
                ])
            try await fixture.change(incident, "severity = 'SEV3'", field: "severity", version: 5)
            try await fixture.pass("1 hour", of: incident)
            #expect(fixture.post.recipients == ["first@example.org", "first@example.org"])
            #expect(try await fixture.harness.timers() == [])
        }
    }

    @Test(arguments: ["stable", "closed"]) func whatIsOverStops(_ status: String) async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            try await fixture.pass("5 minutes", of: incident)
            try await fixture.change(incident, "status = '\(status)'", field: "status")
            #expect(
                try await fixture.pages(of: incident) == [
                    "first@example.org high resolved", "second@example.org high resolved",
                ])
            // The second way of the second person is taken back: its timer says so when it rings.
            #expect(
                try await fixture.rows("select state from paging.attempt order by position, id") == [
                    "sent", "sent", "superseded",
                ])
            try await fixture.pass("1 hour", of: incident)
            #expect(fixture.post.recipients == ["first@example.org", "second@example.org"])
        }
    }

    @Test func aStepThatFindsNobodyPagesTheLastResortAndSaysSo() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open("empty")
            #expect(fixture.post.recipients == ["last@example.org"])
            #expect(
                try await fixture.timeline(of: incident).first
                    == "step 1 of empty found nobody (schedule nobody): the last resort is paged")
            let other = try await fixture.open("commander")
            #expect(
                try await fixture.timeline(of: other).first
                    == "step 1 of commander found nobody (incident commander): the last resort is paged")
        }
    }

    @Test func targetsInTurnArePagedInTurn() async throws {
        try await PagingFixture.run { fixture in
            for _ in 0..<3 { _ = try await fixture.open("turns") }
            #expect(fixture.post.recipients == ["first@example.org", "second@example.org", "first@example.org"])
        }
    }

    /// Forty minutes without a worker.
    @Test func whatIsOverdueGoesOutOnce() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            try await fixture.pass("40 minutes", of: incident)
            #expect(
                fixture.post.recipients.sorted() == ["first@example.org", "last@example.org", "second@example.org"])
            try await fixture.pass("40 minutes", of: incident)
            #expect(fixture.post.recipients.count == 3)
        }
    }

    @Test func anExercisePagesThoseWhoAreThereForExercises() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open(drill: true)
            #expect(fixture.post.recipients == ["last@example.org"])
            #expect(fixture.post.mails.first?.subject == "[\(incident.name), drill] Page: Payments are refused")
            try await fixture.pass("5 minutes", of: incident)
            #expect(fixture.post.recipients == ["last@example.org", "last@example.org"])
        }
    }

    @Test func aStepForOtherHoursIsPassedOver() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open("hours")
            #expect(fixture.post.recipients == ["second@example.org"])
            #expect(
                try await fixture.steps(of: incident) == [
                    "0 step 1, only outside always passed_over", "1 step 2 paged",
                ])
            #expect(
                try await fixture.rows("select reason from paging.page where incident_id = '\(incident.id)'")
                    == ["service checkout"])
        }
    }
}

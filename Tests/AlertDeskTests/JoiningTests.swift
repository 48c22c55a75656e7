import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import Organisation
import SampleOrganisation
import Testing

@testable import AlertDesk

/// Whether alerts that join an incident have it page again.
@Suite struct JoiningTests {
    private let incident = UUID.v7()

    private func alert(_ key: String, _ severity: AlertSeverity) -> NormalisedAlert {
        var alert = Samples.alert(key, group: "g")
        alert.severity = severity
        return alert
    }

    private func state(
        _ change: (inout OpenIncident) -> Void = { _ in }
    ) -> AlertState {
        var known = OpenIncident(id: incident, number: 7, worst: .warning, version: 4)
        change(&known)
        return AlertState(
            incidents: [AlertKey(source: "prometheus", key: "group g"): known],
            loads: ["joins": RouteLoad(now: Samples.monday)])
    }

    private func plan(_ rule: Joining, _ alerts: [NormalisedAlert], _ state: AlertState) throws -> AlertPlan {
        var organisation = try Samples.organisation()
        organisation.routes = [
            Route(name: "joins", match: AlertMatch(), action: .incident(IncidentPlan()), joining: rule)
        ]
        var submission = Samples.submission()
        submission.alerts.alerts = alerts
        return AlertPlan(
            [RoutedSubmission(submission, in: organisation)], state: state, candidates: [:],
            organisation: organisation, at: Samples.monday)
    }

    private func facts(_ plan: AlertPlan, _ state: AlertState) throws -> [String] {
        try plan.announcements(state, numbers: [:]).filter { $0.fact is AlertsJoined }.map { announcement in
            let joined = try #require(announcement.fact as? AlertsJoined)
            return "\(joined.incident.name) v\(joined.incident.version) \(joined.alerts) \(joined.severity.rawValue) "
                + "\(joined.rule) \(joined.grace.components.seconds)"
        }
    }

    @Test func nobodyIsPagedAgainUnlessTheRouteSaysSo() throws {
        let plan = try plan(Joining(), [alert("a", .critical)], state())
        #expect(plan.rejoined.isEmpty)
        #expect(
            plan.newAlerts.map(\.reason) == [
                "route joins asks for an incident, and the group has an open one: nobody is paged again (on_join: nothing)"
            ])
        #expect(plan.incidentChanges[incident]?.worst == .critical)
    }

    @Test func raisedPagesForWhatIsWorseThanAllThatTheIncidentHasSeen() throws {
        let rule = Joining(pages: .raised, grace: .seconds(600))
        let state = state()
        let plan = try plan(rule, [alert("a", .warning), alert("b", .error), alert("c", .error)], state)
        #expect(plan.newAlerts.map { $0.joining?.pagesAgain } == [false, true, false])
        #expect(
            plan.newAlerts.map { $0.joining?.reason } == [
                "nobody is paged again (on_join: raised, and it has seen warning)",
                "it pages again, 10m after its last page at the soonest, unless it looks for somebody still "
                    + "(on_join: raised)",
                "nobody is paged again (on_join: raised, and it has seen error)",
            ])
        #expect(try facts(plan, state) == ["INC-7 v4 1 error raised 600"])
        #expect(plan.incidentChanges[incident]?.worst == .error)
    }

    @Test func eachPagesForEveryAlertTogether() throws {
        let state = state { $0.worst = .critical }
        let plan = try plan(Joining(pages: .each), (0..<5).map { alert("a\($0)", .info) }, state)
        #expect(try facts(plan, state) == ["INC-7 v4 5 info each 300"])
        #expect(plan.incidentChanges[incident]?.worst == nil)
    }

    @Test(arguments: [Joining.Pages.raised, .each]) func anAlertOfTheIncidentThatGetsWorsePagesAgain(
        _ pages: Joining.Pages
    ) throws {
        let id = UUID.v7()
        var state = state()
        let key = AlertKey(source: "prometheus", key: "a")
        state.openIDs[key] = id
        state.open[id] = .init(
            severity: .warning, title: "Trouble with a", outcome: .incident, route: "joins",
            lastAt: Samples.monday - 60,
            incident: state.incidents.values.first)
        #expect(
            try facts(try plan(Joining(pages: pages), [alert("a", .critical)], state), state) == [
                "INC-7 v4 0 critical \(pages.rawValue) 300"
            ])
        #expect(try plan(Joining(pages: pages), [alert("a", .info)], state).rejoined.isEmpty)
    }

    @Test func stormsAndWhatNeedsNobodyPageOnce() throws {
        let each = Joining(pages: .each)
        let storm = try plan(each, [alert("a", .critical)], state { $0.isStorm = true })
        #expect(storm.rejoined.isEmpty)
        #expect(storm.newAlerts.first?.joining?.reason == "the storm has paged once")
        let stable = try plan(each, [alert("a", .critical)], state { $0.isActive = false })
        #expect(stable.rejoined.isEmpty)
        #expect(stable.newAlerts.first?.joining?.reason == "it is stable, and pages nobody")
    }

    @Test func whatJoinsTheIncidentOfItsOwnBatchIsPagedForByItsOpening() throws {
        var state = state()
        state.incidents = [:]
        let plan = try plan(Joining(pages: .each), [alert("a", .warning), alert("b", .critical)], state)
        #expect(plan.openings.map(\.opening.worstAlert) == [.critical])
        #expect(plan.rejoined.isEmpty && plan.newAlerts.last?.joining == nil)
    }
}

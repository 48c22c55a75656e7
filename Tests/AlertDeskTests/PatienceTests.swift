import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import Organisation
import SampleOrganisation
import Testing

@testable import AlertDesk

/// What becomes of alerts and incidents by themselves.
@Suite struct PatienceTests {
    private let incident = UUID.v7()

    private func plan(_ alerts: [NormalisedAlert], _ state: AlertState = AlertState()) throws -> AlertPlan {
        let organisation = try Samples.organisation()
        return AlertPlan(
            [Samples.submission()].map { submission in
                var submission = submission
                submission.alerts.alerts = alerts
                return RoutedSubmission(submission, in: organisation)
            }, state: state, candidates: [:], organisation: organisation, at: Samples.monday)
    }

    private func patient(_ action: NormalisedAlert.Action = .open, due: Bool = false) -> NormalisedAlert {
        var alert = Samples.alert("a", action, team: "patient")
        if due { alert.dueUnder = "patient" }
        return alert
    }

    private func key(_ key: String) -> AlertKey { AlertKey(source: "prometheus", key: key) }

    private func held() -> (id: UUID, state: AlertState) {
        let id = UUID.v7()
        let known = AlertState.Open(
            severity: .critical, title: "Trouble with a", outcome: .noRoute, route: "patient", isWaiting: true,
            lastAt: Samples.monday - 120)
        return (
            id,
            AlertState(
                openIDs: [key("a"): id], open: [id: known], loads: ["patient": RouteLoad(now: Samples.monday)])
        )
    }

    @Test func anAlertThatMayResolveByItselfIsHeldBack() throws {
        let plan = try plan([patient()])
        let alert = try #require(plan.newAlerts.first)
        #expect(plan.openings.isEmpty && alert.incident == nil && alert.outcome == .noRoute)
        #expect(alert.waitsUntil == Samples.monday + 120)
        #expect(alert.reason == "route patient holds it back for 2m: it may resolve by itself")
        let timers = plan.timers(AlertState(), numbers: [:])
        #expect(timers.waiting.map(\.id) == [alert.id] && timers.waiting.map(\.wait) == [.seconds(120)])
    }

    @Test func whatResolvesBeforeItsTimeIsToldToNobody() throws {
        let plan = try plan([patient(), patient(.resolve)])
        #expect(
            plan.newAlerts.map(\.reason) == ["resolved by itself while route patient held it back: nobody was told"])
        #expect(plan.timers(AlertState(), numbers: [:]).waiting.isEmpty)
        let (id, state) = held()
        #expect(try self.plan([patient(.resolve)], state).timers(state, numbers: [:]).released == [id])
    }

    @Test func whatIsStillThereOpensItsIncidentWhenItIsDue() throws {
        let (id, state) = held()
        let plan = try plan([patient(due: true)], state)
        #expect(plan.openings.count == 1 && plan.newAlerts.isEmpty)
        #expect(plan.rerouted.map(\.id) == [id])
        #expect(plan.rerouted.map(\.reason) == ["route patient asks for an incident"])
        #expect(plan.repeats.isEmpty, "nobody said it again")
    }

    @Test func whatIsOverOrHasAnIncidentIsNotDue() throws {
        #expect(try plan([patient(due: true)]).openings.isEmpty)
        #expect(try plan([patient(due: true)]).openID(of: key("a")) == nil)
        var (id, state) = held()
        state.open[id]?.isWaiting = false
        #expect(try plan([patient(due: true)], state).rerouted.isEmpty)
    }

    @Test func whatIsHeldJoinsTheIncidentThatItsGroupHas() throws {
        var state = AlertState()
        state.incidents[key("alert a")] = .init(id: incident, number: 7)
        let plan = try plan([patient()], state)
        #expect(plan.newAlerts.map(\.incident) == [incident])
        #expect(plan.newAlerts.map(\.waitsUntil) == [nil])
    }

    /// An open incident with one alert of this route.
    private func settling(_ omitted: Int = 0, route: String = "settling") -> AlertState {
        let id = UUID.v7()
        let standing = OpenIncident(id: incident, number: 7, omitted: omitted)
        return AlertState(
            openIDs: [key("a"): id],
            open: [
                id: .init(
                    severity: .critical, title: "Trouble with a", outcome: .incident, route: route,
                    lastAt: Samples.monday - 60, incident: standing)
            ], standings: [incident: .init(version: 4, status: .active, firing: 1)])
    }

    @Test func theRouteOfTheLastAlertSaysWhatBecomesOfItsIncident() throws {
        let state = settling()
        let plan = try plan([Samples.alert("a", .resolve)], state)
        #expect(plan.incidentChanges[incident]?.patience?.cancelsWhenResolved == true)
        #expect(plan.incidentChanges[incident]?.patience?.autoResolve == .seconds(600))
        #expect(plan.timers(state, numbers: [:]).settling.map(\.after) == [.seconds(600)])
        #expect(
            plan.timeline(numbers: [:]).last?.text == "All alerts are resolved: nobody is paged any more, and the "
                + "incident becomes stable in 10m unless one fires again")
        let other = settling(route: "critical")
        #expect(try self.plan([Samples.alert("a", .resolve)], other).timers(other, numbers: [:]).settling.isEmpty)
    }

    @Test func whatIsLeftOutKeepsItFromBecomingStable() throws {
        let state = settling(2)
        let plan = try plan([Samples.alert("a", .resolve)], state)
        #expect(plan.timers(state, numbers: [:]).settling.isEmpty)
        #expect(
            plan.timeline(numbers: [:]).last?.text == "All alerts that are known here are resolved; whether those that "
                + "are left out are over, nobody has said, so the incident does not become stable by itself")
    }

    @Test func whatSettledByItselfHearsThatItFiresAgain() throws {
        func restless(_ restedAt: Date?, _ isSettled: Bool) throws -> [Bool] {
            var state = AlertState()
            state.incidents[key("alert a")] = .init(
                id: incident, number: 7, restedAt: restedAt, isSettled: isSettled)
            return try plan([Samples.alert("a")], state).timers(state, numbers: [:]).restless.map(\.isSettled)
        }
        #expect(try restless(Samples.monday - 60, true) == [true])
        #expect(try restless(Samples.monday - 60, false) == [false], "its timer is taken back")
        #expect(try restless(nil, false) == [])
    }
}

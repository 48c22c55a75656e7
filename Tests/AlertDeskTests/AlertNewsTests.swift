import Contracts
import Encodings
import Foundation
import Incident
import IncidentDesk
import IncidentStore
import SampleOrganisation
import Testing
import WorkStore

@testable import AlertDesk

/// What incidents tell of their alerts.
@Suite struct AlertNewsTests {
    private let incident = UUID.v7()

    private func plan(_ submissions: [AlertSubmission], _ state: AlertState) throws -> AlertPlan {
        let organisation = try Samples.organisation()
        return AlertPlan(
            submissions.map { RoutedSubmission($0, in: organisation) }, state: state, candidates: [:],
            organisation: organisation, at: Samples.monday)
    }

    /// An open incident with alerts of these keys in the group `g`.
    private func state(_ keys: [String], omitted: Int = 0, firing: Int? = nil) -> AlertState {
        let standing = OpenIncident(id: incident, number: 7, omitted: omitted)
        var state = AlertState()
        for key in keys {
            let id = UUID.v7()
            state.openIDs[AlertKey(source: "prometheus", key: key)] = id
            state.open[id] = AlertState.Open(
                severity: .critical, title: "Trouble with \(key)", outcome: .attached, lastAt: Samples.monday - 60,
                incident: standing)
        }
        state.incidents[AlertKey(source: "prometheus", key: "group g")] = standing
        state.standings[incident] = .init(version: 4, status: .stable, firing: firing ?? keys.count)
        return state
    }

    private func body(omitted: Int? = nil, _ alerts: NormalisedAlert...) -> AlertSubmission {
        var submission = Samples.submission()
        submission.alerts.alerts = alerts
        submission.alerts.omitted = omitted
        return submission
    }

    private func alert(_ key: String, _ severity: AlertSeverity) -> NormalisedAlert {
        var alert = Samples.alert(key)
        alert.severity = severity
        return alert
    }

    private func texts(_ plan: AlertPlan) -> [String] { plan.timeline(numbers: [:]).map(\.text) }

    @Test func whatRisesOrFallsIsALine() throws {
        let falling = try plan([body(alert("a", .info), alert("b", .critical))], state(["a", "b"]))
        #expect(texts(falling) == ["Alert fell from critical to info: Trouble with a"])
        let flapping = try plan([body(alert("a", .warning)), body(alert("a", .error))], state(["a"]))
        #expect(
            texts(flapping) == [
                "Alert fell from critical to warning: Trouble with a",
                "Alert rose from warning to error: Trouble with a",
            ])
    }

    @Test func aLineEachIsForSomeThatFallAtOnce() throws {
        let keys = (1...7).map { "k\($0)" }
        var submission = Samples.submission()
        submission.alerts.alerts = keys.map { alert($0, .warning) }
        let falling = texts(try plan([submission], state(keys)))
        #expect(falling.count == 6)
        #expect(falling.last == "2 more alerts rose or fell")
    }

    @Test func joinedAndResolvedAreLinesAndTheLastOneIsNews() throws {
        let state = state(["a", "b"])
        let joining = try plan([body(Samples.alert("c", group: "g"))], state)
        #expect(texts(joining) == ["Alert joined: Trouble with c (critical)"])
        #expect(joining.incidentChanges[incident]?.joined == 1)

        let first = try plan([body(Samples.alert("a", .resolve))], state)
        #expect(texts(first) == ["Alert resolved: Trouble with a (critical)"])
        #expect(first.atRest.isEmpty)
        #expect(first.announcements(state, numbers: [:]).map { type(of: $0.fact).name } == ["alert.resolved"])

        let last = try plan([body(Samples.alert("a", .resolve), Samples.alert("b", .resolve))], state)
        #expect(
            texts(last) == ["2 alerts resolved: Trouble with a; Trouble with b", "All alerts are resolved"])
        #expect(last.incidentChanges[incident]?.isNews == true)
        let news = try #require(last.announcements(state, numbers: [:]).last)
        let update = try #require(news.fact as? IncidentUpdated)
        #expect(update.incident.name == "INC-7" && update.incident.version == 5 && update.status == .stable)
        #expect(update.changes == [IncidentUpdated.alertsAtRest] && update.actor == "prometheus")
    }

    @Test func whatFiresAgainInTheSameBatchIsNotAtRest() throws {
        let state = state(["a"])
        let plan = try plan([body(Samples.alert("a", .resolve), Samples.alert("a", group: "g"))], state)
        #expect(plan.atRest.isEmpty)
        #expect(!texts(plan).contains("All alerts are resolved"))
        let over = try self.plan(
            [body(Samples.alert("b", group: "g"), Samples.alert("b", .resolve), Samples.alert("a", .resolve))], state)
        #expect(over.atRest == [incident])
    }

    @Test func anIncidentThatComesAndGoesInABatchIsAtRest() throws {
        let plan = try plan([body(Samples.alert("a"), Samples.alert("a", .resolve))], AlertState())
        #expect(plan.atRest == plan.openings.map(\.opening.id))
    }

    @Test func whileSomeAreLeftOutNobodyKnowsThatAllAreOver() throws {
        let plan = try plan([body(omitted: 2, Samples.alert("a", .resolve))], state(["a"]))
        #expect(plan.atRest.isEmpty)
        #expect(plan.incidentChanges[incident]?.omitted == 2)
        let lines = texts(plan)
        #expect(lines.contains { $0.contains("leaves out 2 more alerts") })
        #expect(lines.last?.hasPrefix("All alerts that are known here are resolved; whether") == true)
        #expect(try self.plan([body(Samples.alert("a", .resolve))], state(["a"], omitted: 2)).atRest.isEmpty)
        let complete = try self.plan([body(omitted: 0, Samples.alert("a", .resolve))], state(["a"], omitted: 2))
        #expect(complete.atRest == [incident])
        #expect(complete.incidentChanges[incident]?.omitted == 0)
    }

    @Test func thatSomeAreLeftOutIsToldOnce() throws {
        let again = try plan([body(omitted: 2, Samples.alert("a", group: "g"))], state(["a"], omitted: 2))
        #expect(texts(again).isEmpty)
        let opening = try plan([body(omitted: 1, Samples.alert("x", group: "h"))], AlertState())
        #expect(texts(opening).count == 1)
    }

    @Test func aClosedIncidentNamesTheOneThatGoesOn() throws {
        var state = state(["a"])
        for id in state.open.keys { state.open[id]?.incident?.closedAt = Samples.monday - 3600 }
        state.incidents = [:]
        let plan = try plan([body(Samples.alert("a"))], state)
        let opening = try #require(plan.openings.first?.opening.id)
        let lines = plan.timeline(numbers: [opening: 8])
        #expect(lines.map(\.text) == ["Fires again, in INC-8: Trouble with a"])
        #expect(lines.map(\.incident) == [incident])
    }

    @Test func aLineNamesOnlySome() throws {
        let alerts = (0..<12).map { Samples.alert("\($0)", group: "g") }
        var submission = body()
        submission.alerts.alerts = alerts
        let plan = try plan([submission], state(["a"]))
        #expect(
            texts(plan) == [
                "12 alerts joined: Trouble with 0; Trouble with 1; Trouble with 2; Trouble with 3; Trouble with 4; and 7 more"
            ])
    }

    @Test func aRepetitionBringsTheNewestWord() throws {
        let state = state(["a"])
        var newer = Samples.alert("a", group: "g")
        newer.title = "It is worse"
        newer.labels = ["host": "db-1"]
        newer.startedAt = Samples.monday - 90
        var emptier = newer
        emptier.labels = [:]
        emptier.startedAt = nil
        emptier.severity = .warning
        let plan = try plan([body(newer, emptier)], state)
        let repetition = try #require(plan.repeats.values.first)
        #expect(repetition.times == 2)
        #expect(repetition.alert.title == "It is worse" && repetition.alert.severity == .warning)
        #expect(repetition.alert.labels == ["host": "db-1"] && repetition.alert.startedAt == Samples.monday - 90)
    }

    @Test func anAlertTakesItsNewGroupAlong() throws {
        let plan = try plan(
            [body(Samples.alert("a", group: "edited")), body(Samples.alert("b", group: "edited"))], state(["a"]))
        #expect(plan.openings.isEmpty)
        #expect(plan.joined == [incident: 1])
        #expect(plan.groups == [AlertKey(source: "prometheus", key: "group edited"): incident])
    }

    @Test func anIncidentWasDetectedWhenItsAlertBegan() throws {
        var early = Samples.alert("a")
        early.startedAt = Samples.monday - 600
        var late = Samples.alert("b")
        late.startedAt = Samples.monday + 300
        let plan = try plan([body(early, late)], AlertState())
        #expect(plan.openings.map(\.opening.draft.detectedAt) == [Samples.monday - 600, Samples.monday])
    }
}

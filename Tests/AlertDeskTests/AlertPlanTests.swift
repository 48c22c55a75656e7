import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import IncidentStore
import SampleOrganisation
import Testing

@testable import AlertDesk

@Suite struct AlertPlanTests {
    private func plan(
        _ submissions: [AlertSubmission], _ state: AlertState = AlertState(), candidates: [AlertKey: UUID] = [:]
    ) throws -> AlertPlan {
        let organisation = try Samples.organisation()
        return AlertPlan(
            submissions.map { RoutedSubmission($0, in: organisation) }, state: state, candidates: candidates,
            organisation: organisation, at: Samples.monday)
    }

    private func key(_ key: String) -> AlertKey { AlertKey(source: "prometheus", key: key) }

    @Test func equalAlertsOfABatchBecomeOneWithTheirCount() throws {
        let candidate = UUID.v7()
        let plan = try plan(
            (0..<20).map { _ in Samples.submission(Samples.alert("a")) }, candidates: [key("a"): candidate])
        #expect(plan.newAlerts.map(\.id) == [candidate])
        #expect(plan.newAlerts.map(\.count) == [20])
        #expect(plan.receipts.map(\.[0].deduplicated) == [false] + Array(repeating: true, count: 19))
        #expect(plan.openings.count == 1)
        #expect(plan.announcements(AlertState(), numbers: [plan.openings[0].opening.id: 1]).count == 2)
    }

    @Test func aRepeatedAlertIsCountedAndAnnouncedToNobody() throws {
        let known = UUID.v7()
        let plan = try plan(
            [Samples.submission(Samples.alert("a"))], AlertState(openIDs: [key("a"): known]))
        #expect(plan.newAlerts.isEmpty)
        #expect(plan.repeats.mapValues(\.times) == [known: 1])
        #expect(plan.announcements(AlertState(), numbers: [:]).isEmpty)
    }

    private func open(
        _ severity: AlertSeverity, _ incident: OpenIncident? = nil
    ) -> (id: UUID, state: AlertState) {
        let id = UUID.v7()
        let known = AlertState.Open(
            severity: severity, title: "Trouble with a", outcome: incident == nil ? .noRoute : .incident,
            lastAt: Samples.monday - 7200, incident: incident)
        return (id, AlertState(openIDs: [key("a"): id], open: [id: known]))
    }

    @Test func anAlertThatFiresAfterItsIncidentWasClosedOpensAnother() throws {
        let (known, state) = open(.critical, .init(id: .v7(), number: 7, closedAt: Samples.monday - 3600))
        let candidate = UUID.v7()
        let plan = try plan(
            [Samples.submission(Samples.alert("a"), Samples.alert("a"))], state, candidates: [key("a"): candidate])
        #expect(plan.receipts[0].map(\.deduplicated) == [false, true])
        #expect(plan.openings.count == 1)
        #expect(plan.resolutions.map(\.id) == [known])
        #expect(plan.newAlerts.map(\.count) == [2])
        #expect(plan.replacement(of: key("a"), claimedWith: candidate) == candidate)
        #expect(plan.openings[0].opening.draft.openingLine.contains("fires again after INC-7 was closed"))
        let announced = plan.announcements(state, numbers: [plan.openings[0].opening.id: 8])
        #expect(announced.map(\.subject.name) == ["INC-8", "INC-7", "INC-8"])
    }

    @Test func aCopyOfAnEventWithoutKeyIsNoNewOccurrence() throws {
        let (known, state) = open(.critical, .init(id: .v7(), number: 7, closedAt: Samples.monday - 3600))
        var copy = Samples.alert("a")
        copy.hasOwnKey = false
        let plan = try plan([Samples.submission(copy)], state)
        #expect(plan.openings.isEmpty && plan.newAlerts.isEmpty)
        #expect(plan.repeats.mapValues(\.times) == [known: 1])
    }

    @Test func whatGoesOnAfterItsIncidentWasClosedIsShownOnceAndOpensNothing() throws {
        let incident = UUID.v7()
        let (known, state) = open(.critical, .init(id: incident, number: 7, closedAt: Samples.monday - 3600))
        var again = Samples.alert("a")
        again.occasion = .repetition
        let plan = try plan([Samples.submission(again, again)], state)
        #expect(plan.openings.isEmpty && plan.newAlerts.isEmpty && plan.resolutions.isEmpty)
        #expect(plan.repeats.mapValues(\.times) == [known: 2])
        #expect(plan.announcements(state, numbers: [:]).isEmpty)
        let lines = plan.timeline(numbers: [:])
        #expect(lines.map(\.incident) == [incident])
        #expect(lines[0].text == "Still firing since the incident was closed: Trouble with a (critical)")
        var later = state
        later.open[known]?.lastAt = Samples.monday - 1800
        #expect(try self.plan([Samples.submission(again)], later).timeline(numbers: [:]).isEmpty)
    }

    @Test func anAlertWithoutIncidentThatGetsWorseIsRoutedAgain() throws {
        let (known, state) = open(.warning)
        let plan = try plan(
            [Samples.submission(Samples.alert("a"), Samples.alert("a"), Samples.alert("a", .resolve))], state)
        #expect(plan.openings.map(\.opening.alertCount) == [1])
        #expect(plan.rerouted.map(\.outcome) == [.incident])
        #expect(plan.repeats[known]?.alert.severity == .critical)
        #expect(plan.repeats.mapValues(\.times) == [known: 2])
        #expect(
            plan.announcements(state, numbers: [plan.openings[0].opening.id: 1]).map(\.subject.name) == [
                "INC-1", "INC-1", "INC-1",
            ])
    }

    @Test func gettingWorseWithinABatchOpensTheIncidentToo() throws {
        var mild = Samples.alert("a")
        mild.severity = .info
        let plan = try plan([Samples.submission(mild, Samples.alert("a"), mild)])
        #expect(plan.openings.count == 1)
        #expect(plan.newAlerts.map(\.alert.severity) == [.info])
        #expect(plan.newAlerts.map(\.outcome) == [.incident])
    }

    @Test func anAlertThatFallsKeepsItsIncident() throws {
        let (known, state) = open(.critical, .init(id: .v7(), number: 7))
        var mild = Samples.alert("a")
        mild.severity = .warning
        let plan = try plan([Samples.submission(mild)], state)
        #expect(plan.repeats[known]?.alert.severity == .warning)
        #expect(plan.rerouted.isEmpty && plan.openings.isEmpty && plan.resolutions.isEmpty)
    }

    @Test func anAlertAfterItsResolutionIsANewOne() throws {
        let known = UUID.v7()
        let candidate = UUID.v7()
        let plan = try plan(
            [Samples.submission(Samples.alert("a", .resolve), Samples.alert("a"))],
            AlertState(openIDs: [key("a"): known]), candidates: [key("a"): candidate])
        #expect(plan.resolutions.map(\.id) == [known])
        #expect(plan.newAlerts.map(\.id) == [candidate])
        #expect(plan.openID(of: key("a")) == candidate)
        // The row of the key still names the alert that is resolved.
        #expect(plan.replacement(of: key("a"), claimedWith: candidate) == candidate)
    }

    @Test func anAlertThatComesAndGoesInABatchIsWrittenResolved() throws {
        let plan = try plan([
            Samples.submission(
                Samples.alert("a"), Samples.alert("a", .resolve), Samples.alert("a"), Samples.alert("a", .resolve))
        ])
        #expect(plan.newAlerts.map(\.isResolved) == [true, true])
        #expect(plan.openID(of: key("a")) == nil)
        #expect(plan.openings.count == 1, "trouble that comes back joins the incident that it opened")
    }

    @Test func resolvingWhatIsNotOpenDoesNothing() throws {
        let plan = try plan([Samples.submission(Samples.alert("a", .resolve))])
        #expect(
            plan.receipts == [
                [
                    AlertReceipt(
                        id: nil, dedupKey: "a", deduplicated: false, note: "nothing was open under this key")
                ]
            ])
        #expect(plan.newAlerts.isEmpty && plan.resolutions.isEmpty)
    }

    @Test func aGroupIsOneIncident() throws {
        let storm = Samples.submission(
            Samples.alert("a", group: "g"), Samples.alert("b", group: "g"), Samples.alert("c", group: "g"))
        let plan = try plan([storm, Samples.submission(Samples.alert("d", group: "h"))])
        #expect(plan.openings.map(\.opening.alertCount) == [3, 1])
        #expect(plan.newAlerts.map(\.outcome) == [.incident, .attached, .attached, .incident])
        #expect(plan.groups[key("group g")] == plan.openings[0].opening.id)
    }

    @Test func alertsJoinTheOpenIncidentOfTheirGroup() throws {
        let incident = UUID.v7()
        let state = AlertState(incidents: [key("group g"): .init(id: incident, number: 7)])
        let plan = try plan(
            [Samples.submission(Samples.alert("a", group: "g"), Samples.alert("b", group: "g"))], state)
        #expect(plan.openings.isEmpty)
        #expect(plan.joined == [incident: 2])
        #expect(plan.announcements(state, numbers: [:]).map(\.subject.name) == ["INC-7", "INC-7"])
    }

    @Test func groupsOfOtherSourcesAreOthers() throws {
        let plan = try plan([
            Samples.submission(Samples.alert("a", group: "g")),
            Samples.submission(Samples.alert("a", group: "g"), source: "other"),
        ])
        #expect(plan.openings.count == 2)
        #expect(plan.newAlerts.count == 2)
    }

    @Test func storesWhatNoRouteWants() throws {
        let plan = try plan([Samples.submission(Samples.alert("a", team: "quiet"))])
        #expect(plan.openings.isEmpty)
        #expect(plan.newAlerts.map(\.outcome) == [.noRoute])
        #expect(plan.newAlerts.map(\.reason) == ["route quiet stores alerts without an incident"])
    }
}

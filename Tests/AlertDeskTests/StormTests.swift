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

@Suite struct StormTests {
    private func plan(_ alerts: [NormalisedAlert], _ state: AlertState) throws -> AlertPlan {
        let organisation = try Samples.organisation()
        return AlertPlan(
            alerts.map { RoutedSubmission(Samples.submission($0), in: organisation) }, state: state, candidates: [:],
            organisation: organisation, at: Samples.monday)
    }

    private func alerts(_ numbers: Range<Int>) -> [NormalisedAlert] { numbers.map { Samples.alert("a\($0)") } }

    @Test func whatIsBeyondTheLimitIsAttachedToOneIncident() throws {
        let state = AlertState(loads: ["critical": RouteLoad(now: Samples.monday)])
        let plan = try plan(alerts(0..<1000), state)
        #expect(plan.openings.count == 11)
        #expect(plan.newAlerts.allSatisfy { $0.incident != nil })
        let storm = try #require(plan.openings.last?.opening)
        #expect(storm.alertCount == 990)
        #expect(storm.draft.storm == "critical")
        #expect(storm.draft.title == "Storm of alerts on route critical")
        #expect(
            storm.draft.openingLine == "Opened for a storm: route critical is asked for more than 10 incidents in "
                + "10m, its limit. First alert, of prometheus: Trouble with a10")
        #expect(plan.newAlerts.map(\.outcome).filter { $0 == .attached }.count == 989)
        #expect(
            plan.newAlerts.last?.reason == "route critical asks for an incident, and its limit of 10 incidents in "
                + "10m is reached: attached to the storm")
        #expect(plan.timeline(numbers: [:]).map(\.text) == ["100 alerts are in the storm by now"])
        let numbers = Dictionary(uniqueKeysWithValues: plan.openings.enumerated().map { ($1.opening.id, Int64($0)) })
        let announced = plan.announcements(state, numbers: numbers)
        #expect(announced.count == 11 + 1000)
        #expect(plan.changedLoads["critical"]?.storm?.incident.id == storm.id)
    }

    @Test func whatComesLaterJoinsTheStormThatIsThere() throws {
        let storm = UUID.v7()
        let load = RouteLoad(
            asked: Array(repeating: Samples.monday - 60, count: 10),
            storm: .init(incident: .init(id: storm, number: 11), lastAt: Samples.monday - 60, alerts: 9998),
            now: Samples.monday)
        let state = AlertState(loads: ["critical": load])
        let plan = try plan(alerts(0..<3), state)
        #expect(plan.openings.isEmpty)
        #expect(plan.joined == [storm: 3])
        #expect(plan.groups.count == 3, "each fires again into the storm")
        #expect(plan.timeline(numbers: [:]).map(\.text) == ["10000 alerts are in the storm by now"])
        #expect(plan.announcements(state, numbers: [:]).map(\.subject.name) == ["INC-11", "INC-11", "INC-11"])
    }

    @Test func joiningTheOpenIncidentOfAGroupAsksForNothing() throws {
        let incident = UUID.v7()
        let state = AlertState(
            incidents: [AlertKey(source: "prometheus", key: "group g"): .init(id: incident, number: 7)],
            loads: ["critical": RouteLoad(now: Samples.monday)])
        let plan = try plan((0..<50).map { Samples.alert("a\($0)", group: "g") }, state)
        #expect(plan.openings.isEmpty && plan.changedLoads.isEmpty && plan.uncounted.isEmpty)
    }

    @Test func aGroupWhoseWindowIsOverOpensAnotherIncident() throws {
        let key = AlertKey(source: "prometheus", key: "group g")
        let rested = OpenIncident(
            id: .v7(), number: 7, openedAt: Samples.monday - 7200, restedAt: Samples.monday - 1800)
        let state = AlertState(incidents: [key: rested], loads: ["critical": RouteLoad(now: Samples.monday)])
        let plan = try plan([Samples.alert("a", group: "g"), Samples.alert("b", group: "g")], state)
        #expect(plan.openings.map(\.opening.alertCount) == [2])
        #expect(plan.groups[key] == plan.openings[0].opening.id)
    }

    @Test func saysWhenItOpenedWithoutHavingCounted() throws {
        #expect(try plan(alerts(0..<1), AlertState()).uncounted == ["critical"])
    }
}

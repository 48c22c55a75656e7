import Incident
import SampleOrganisation
import Testing

@testable import AlertDesk

@Suite struct RoutingDecisionTests {
    @Test func theFirstMatchingRouteDecides() throws {
        let organisation = try Samples.organisation()
        let quiet = RoutingDecision(Samples.alert("a", team: "quiet"), source: "s", in: organisation)
        #expect(quiet.route == "quiet")
        #expect(quiet.outcome(joins: false) == .noRoute)
        let critical = RoutingDecision(Samples.alert("a"), source: "s", in: organisation)
        #expect(critical.route == "critical")
        #expect(critical.outcome(joins: false) == .incident)
        #expect(critical.outcome(joins: true) == .attached)
    }

    @Test func saysWhenNoRouteMatches() throws {
        var alert = Samples.alert("a")
        alert.severity = .info
        let decision = RoutingDecision(alert, source: "s", in: try Samples.organisation())
        #expect(decision.route == nil)
        #expect(decision.outcome(joins: false) == .noRoute)
        #expect(decision.reason(joins: false) == "no route matches")
    }
}

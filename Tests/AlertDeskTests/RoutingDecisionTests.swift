import Incident
import JSON
import Organisation
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

    @Test func routesMayAskForLabelsOfTheSendersRoute() throws {
        let route: JSON = [
            "name": "gold", "match": ["route_labels": ["tier": "gold"]], "action": "incident",
            "quiet_after_closing": "250m",
        ]
        var organisation = OrganisationConfiguration()
        organisation.routes = [try Route(JSONReader(route))]
        var alert = Samples.alert("a")
        #expect(RoutingDecision(alert, source: "s", in: organisation).route == nil)
        alert.labels = ["tier": "gold"]
        #expect(RoutingDecision(alert, source: "s", in: organisation).route == nil, "its own labels are others")
        alert.routeLabels = ["tier": "gold", "more": "x"]
        let decision = RoutingDecision(alert, source: "s", in: organisation)
        #expect(decision.route == "gold")
        #expect(decision.rule?.quietAfterClosing == .seconds(250 * 60))
    }
}

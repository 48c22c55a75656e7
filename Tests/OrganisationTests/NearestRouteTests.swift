import Incident
import Testing

@testable import Organisation

/// Which route an alert just missed.
@Suite struct NearestRouteTests {
    private func organisation(_ matches: [String: AlertMatch]) -> OrganisationConfiguration {
        var organisation = OrganisationConfiguration()
        organisation.routes = matches.sorted { $0.key < $1.key }.map {
            Route(name: $0.key, match: $0.value, action: .incident(IncidentPlan()))
        }
        return organisation
    }

    private func nearest(_ organisation: OrganisationConfiguration, _ labels: [String: String]) -> String? {
        organisation.nearestRoute(source: "edge", severity: .error, labels: labels).map {
            "\($0.route.name): \($0.misses.map(\.text).joined(separator: "; "))"
        }
    }

    @Test func fewestConditionsThenFewestLetters() {
        let all = organisation([
            "a": AlertMatch(labels: ["team": "search"]), "b": AlertMatch(labels: ["team": "payments"]),
            "c": AlertMatch(minimumSeverity: .critical, labels: ["team": "paymnets"]),
            "d": AlertMatch(sources: ["core"], labels: ["team": "paymnets", "env": "prod"]),
        ])
        #expect(
            nearest(all, ["team": "paymnets"])
                == "b: it asks for team=\"payments\", and the alert has team=\"paymnets\"")
        #expect(
            nearest(organisation(["c": AlertMatch(minimumSeverity: .critical)]), [:])
                == "c: it asks for critical or worse, and the alert is error")
        #expect(
            nearest(all, ["team": "paymens"]) == "b: it asks for team=\"payments\", and the alert has team=\"paymens\"")
    }

    @Test func aNameThatIsMistypedIsNamed() {
        let all = organisation(["b": AlertMatch(labels: ["team": "payments"])])
        #expect(
            nearest(all, ["taem": "payments"])
                == "b: it asks for team=\"payments\", and the alert has taem instead of team")
        #expect(nearest(all, ["cluster": "x"]) == "b: it asks for team=\"payments\", and the alert has no team")
        let source = organisation(["b": AlertMatch(sources: ["edges", "core"])])
        #expect(nearest(source, [:]) == "b: it is for alerts of edges, core, and this one is of edge")
    }

    @Test func thereIsNoneWhenOneTakesItOrNoneOpensIncidents() {
        var all = organisation(["b": AlertMatch()])
        #expect(nearest(all, [:]) == nil)
        all.routes = [Route(name: "kept", match: AlertMatch(labels: ["a": "b"]), action: .nothing)]
        #expect(nearest(all, [:]) == nil)
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "", 3), ("", "abc", 3), ("payments", "paymnets", 2), ("kitten", "sitting", 3),
    ]) func countsLetters(_ left: String, _ right: String, _ distance: Int) {
        #expect(AlertMatch.distance(left, right) == distance)
    }
}

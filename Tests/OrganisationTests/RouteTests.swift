import JSON
import Testing

@testable import Organisation

@Suite struct RouteTests {
    private func route(_ keys: JSONObject) throws -> Route {
        var object: JSONObject = ["name": "r", "action": "incident"]
        for (key, value) in keys { object[key] = value }
        return try Route(JSONReader(.object(object)))
    }

    @Test func whatARouteHasThatSaysNothing() throws {
        let route = try route([:])
        #expect(route.limit.description == "10 incidents in 10m")
        #expect(route.grouping == Grouping(by: [], regroupWindow: .seconds(1800), window: .rolling))
    }

    @Test func readsWhatItSaysAboutStorms() throws {
        let route = try route([
            "limit": ["incidents": 1, "per": "2h"], "group_by": ["cluster", "alertname"], "regroup_window": "5m",
            "window": "fixed",
        ])
        #expect(route.limit == IncidentLimit(incidents: 1, per: .seconds(7200)))
        #expect(route.limit.description == "1 incident in 2h")
        #expect(
            route.grouping == Grouping(by: ["cluster", "alertname"], regroupWindow: .seconds(300), window: .fixed))
        #expect(try self.route(["limit": ["incidents": 25]]).limit.description == "25 incidents in 10m")
    }

    @Test func readsWhatItSaysAboutWhatGoesAwayByItself() throws {
        #expect(try route([:]).patience == Patience())
        let route = try route([
            "wait": "2m", "cancel_when_resolved": true, "auto_resolve": "0s", "doubtful_after": "7d",
        ])
        #expect(
            route.patience
                == Patience(
                    wait: .seconds(120), cancelsWhenResolved: true, autoResolve: .zero,
                    doubtfulAfter: .seconds(7 * 86_400)))
    }

    @Test(
        arguments: [
            (["limit": 10], "/limit: expected "),
            (["limit": ["incidents": 0]], "/limit/incidents: expected "),
            (
                ["limit": ["per": "2d"]],
                "/limit/per: expected how long, such as 90s, 5m, 2h or 1d, from 1s to 1d, found `2d`"
            ),
            (["limit": ["incident": 1]], "/limit: expected only incidents, per, found also \"incident\""),
            (["group_by": "cluster"], "/group_by: expected "),
            (["regroup_window": "30"], "/regroup_window: expected how long, such as 90s, 5m, 2h or 1d, found `30`"),
            (["wait": "2h"], "/wait: expected how long, such as 90s, 5m, 2h or 1d, from 0s to 1h, found `2h`"),
            (["cancel_when_resolved": "yes"], "/cancel_when_resolved: expected "),
            (["auto_resolve": "never"], "/auto_resolve: expected how long"),
            (["doubtful_after": "1s"], "/doubtful_after: expected how long"),
            (["window": "sliding"], "/window: expected one of rolling, fixed"),
        ] as [(JSONObject, String)])
    func saysWhereSomethingIsWrong(keys: JSONObject, fault: String) {
        do {
            _ = try route(keys)
            Issue.record("it was read")
        } catch {
            #expect("\(error)".hasPrefix(fault), "\(error)")
        }
    }
}

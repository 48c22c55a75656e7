import Escalation
import FoundationEssentials
import Incident
import JSON
import OnCall
import Organisation
import SampleOrganisation
import Testing

@testable import AlertDesk

/// What a configuration would have made of alerts that came.
@Suite struct RehearsalTests {
    private static let start = Samples.monday

    private static func organisation(_ route: JSONObject = [:], pages: Bool = true) throws -> OrganisationConfiguration
    {
        var route = route
        for (key, value) in ["name": "all", "action": "incident"] as JSONObject where route[key] == nil {
            route[key] = value
        }
        var type: JSONObject = ["name": "outage", "commander": "ana@example.org"]
        if pages { type["paging"] = [["policy": "main"]] }
        return try OrganisationConfiguration(
            JSONReader([
                "people": [
                    ["email": "ana@example.org", "name": "Ana"], ["email": "ben@example.org", "name": "Ben"],
                    ["email": "last@example.org", "name": "Last"],
                ],
                "severities": [["name": "SEV1"]], "priorities": [["name": "high"]], "incident_types": [.object(type)],
                "policies": [
                    [
                        "name": "main", "last_resort": ["last@example.org"],
                        "steps": [["targets": ["Ana@example.org"]], ["targets": ["ben@example.org"]]],
                    ]
                ], "routes": [.object(route)],
            ]))
    }

    private func past(
        _ key: String, at seconds: Double, until end: Double? = nil, group: String? = nil, team: String = "a",
        severity: AlertSeverity = .critical, isSilenced: Bool = false, closed: Double? = nil
    ) -> PastAlert {
        var alert = Samples.alert(key, group: group, team: team)
        alert.severity = severity
        return PastAlert(
            alert, source: "prometheus", at: Self.start + seconds, until: end.map { Self.start + $0 },
            isSilenced: isSilenced, incidentClosedAt: closed.map { Self.start + $0 })
    }

    private func rehearse(
        _ alerts: [PastAlert], from now: OrganisationConfiguration, to then: OrganisationConfiguration,
        answeredAfter: Duration = .zero
    ) -> ConfigurationRehearsal {
        var rehearsal = ConfigurationRehearsal(from: now, to: then, answeredAfter: answeredAfter)
        for alert in alerts { rehearsal.take(alert) }
        rehearsal.finish()
        return rehearsal
    }

    private func pages(_ rehearsal: ConfigurationRehearsal) -> [String] {
        rehearsal.pages.map { "\($0.person) \($0.now.all) \($0.then.all) \($0.then.atNight)" }
    }

    @Test func groupsAndWindowsDecideHowManyIncidentsThereAre() throws {
        // Of one group: while it fires, in the window after its rest, and after that.
        let alerts = [
            past("a", at: 0, until: 60, group: "g"), past("b", at: 30, until: 90, group: "g"),
            past("c", at: 1000, until: 1060, group: "g"), past("d", at: 4000, until: 4060, group: "g"),
        ]
        let now = try Self.organisation()
        let hour = rehearse(alerts, from: now, to: try Self.organisation(["regroup_window": "1h"]))
        #expect([hour.incidents.now, hour.incidents.then] == [2, 1])
        #expect(hour.differences.more == 0 && hour.differences.fewer == 1)
        let byTeam = rehearse(alerts, from: now, to: try Self.organisation(["regroup_window": "1m"]))
        #expect([byTeam.incidents.now, byTeam.incidents.then] == [2, 3])
        #expect(byTeam.differences.more == 1)
        // Closed by people: what comes then is another one.
        var closed = alerts
        closed[0].incidentClosedAt = Self.start + 70
        #expect(rehearse(closed, from: now, to: now).incidents.now == 3)
    }

    @Test func limitsMakeStormsThatPageOnce() throws {
        let alerts = (0..<50).map { past("a\($0)", at: Double($0)) }
        let rehearsal = rehearse(
            alerts, from: try Self.organisation(["limit": ["incidents": 20]]),
            to: try Self.organisation(["limit": ["incidents": 2]]))
        #expect(
            [rehearsal.incidents.now, rehearsal.incidents.then] == [21, 3]
                && [rehearsal.storms.now, rehearsal.storms.then] == [1, 1])
        #expect(pages(rehearsal) == ["ana@example.org 21 3 0"])
    }

    @Test func whatResolvesInItsWaitOpensNothing() throws {
        let alerts = [past("a", at: 0, until: 60), past("b", at: 1, until: 600)]
        let rehearsal = rehearse(alerts, from: try Self.organisation(), to: try Self.organisation(["wait": "2m"]))
        #expect([rehearsal.incidents.now, rehearsal.incidents.then] == [2, 1] && rehearsal.differences.fewer == 1)
        #expect(rehearsal.differences.lost == 0, "somebody asked for that")
    }

    @Test func whatWouldReachNobodyIsNamed() throws {
        let alerts = [past("a", at: 0), past("b", at: 1, team: "b"), past("c", at: 2, isSilenced: true)]
        let narrow = rehearse(
            alerts, from: try Self.organisation(),
            to: try Self.organisation(["match": ["labels": ["team": "b"]]]))
        #expect(
            narrow.differences.nobody.then == 1 && narrow.differences.nobody.now == 0 && narrow.differences.lost == 1)
        #expect(
            narrow.differences.examples.map { "\($0.alert.title): \($0.reason)" } == [
                "Trouble with a: no route takes it; the nearest is all: it asks for team=\"b\", and the alert has team=\"a\""
            ])
        let mute = rehearse(alerts, from: try Self.organisation(), to: try Self.organisation(pages: false))
        #expect(mute.differences.examples.map(\.reason) == ["its incident pages nobody", "its incident pages nobody"])
        #expect(
            rehearse(alerts, from: try Self.organisation(pages: false), to: try Self.organisation()).differences.lost
                == 0)
    }

    @Test func stepsPageUntilSomebodyAnswersAndNightsAreApart() throws {
        // 09:00 and 23:00 UTC.
        let alerts = [past("a", at: 0), past("b", at: 14 * 3600)]
        let organisation = try Self.organisation()
        #expect(pages(rehearse(alerts, from: organisation, to: organisation)) == ["ana@example.org 2 2 1"])
        #expect(
            pages(rehearse(alerts, from: organisation, to: organisation, answeredAfter: .seconds(300))) == [
                "ana@example.org 2 2 1", "ben@example.org 2 2 1",
            ])
    }

    @Test func joiningPagesAgainAfterTheGrace() throws {
        let alerts = (0..<10).map { past("a\($0)", at: Double($0) * 60, group: "g") }
        let rehearsal = rehearse(
            alerts, from: try Self.organisation(),
            to: try Self.organisation(["on_join": "each", "join_grace": "5m"]))
        #expect([rehearsal.incidents.now, rehearsal.incidents.then] == [1, 1])
        // At 0, 5 and 10 minutes.
        #expect(pages(rehearsal) == ["ana@example.org 1 3 0"])
    }

    @Test func aQueueGivesTheEarliestFirst() {
        var queue = MomentQueue<Int>()
        var random = SystemRandomNumberGenerator()
        let moments = (0..<200).map { _ in Double(Int.random(in: 0..<50, using: &random)) }
        for (index, moment) in moments.enumerated() { queue.add(index, at: Self.start + moment) }
        var taken: [Int] = []
        while let next = queue.next(until: .distantFuture) { taken.append(next.element) }
        #expect(taken == moments.indices.sorted { (moments[$0], $0) < (moments[$1], $1) })
        #expect(queue.next(until: .distantFuture) == nil)
        queue.add(1, at: Self.start + 1)
        #expect(queue.next(until: Self.start) == nil)
    }
}

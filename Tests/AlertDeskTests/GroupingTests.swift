import Encodings
import FoundationEssentials
import JSON
import Organisation
import SampleOrganisation
import Testing

@testable import AlertDesk

@Suite struct GroupingTests {
    private func takes(_ window: Grouping.Window, opened: Double, rested: Double?) -> Bool {
        let incident = OpenIncident(
            id: .v7(), number: 7, openedAt: Samples.monday - opened, restedAt: rested.map { Samples.monday - $0 })
        return Grouping(window: window).takes(into: incident, at: Samples.monday)
    }

    @Test(
        arguments: [
            // While an alert of it fires, the window does not run.
            (.rolling, 86_400, nil, true), (.rolling, 86_400, 1799, true), (.rolling, 86_400, 1800, false),
            (.fixed, 1799, nil, true), (.fixed, 1800, nil, false), (.fixed, 1800, 0, false), (.fixed, 60, 50, true),
        ] as [(Grouping.Window, Double, Double?, Bool)])
    func anIncidentTakesWhatFiresAgainWithinItsWindow(
        window: Grouping.Window, opened: Double, rested: Double?, takes: Bool
    ) {
        #expect(self.takes(window, opened: opened, rested: rested) == takes)
    }

    private func group(_ labels: [String: String], by names: [String], source: String = "s") -> AlertKey? {
        var alert = Samples.alert("a", group: "g")
        alert.labels = labels
        var decision = RoutingDecision(alert, source: source, in: OrganisationConfiguration())
        decision.rule = Route(
            name: "r", match: AlertMatch(), action: .incident(IncidentPlan()), grouping: Grouping(by: names))
        return decision.group(of: alert, from: source)
    }

    @Test func alertsWithTheSameLabelsAreAGroupWhoeverSendsThem() {
        let one = group(["cluster": "eu", "host": "1"], by: ["cluster"])
        #expect(one == group(["cluster": "eu", "host": "2"], by: ["cluster"], source: "other"))
        #expect(one != group(["cluster": "us", "host": "1"], by: ["cluster"]))
        #expect(group(["a": "1"], by: ["a", "b"]) != group(["b": "1"], by: ["a", "b"]))
        #expect(group(["a": "1\",\"2"], by: ["a", "b"]) != group(["a": "1", "b": "2"], by: ["a", "b"]))
    }

    @Test func whatHasNoneOfTheLabelsStaysInTheGroupOfItsSender() {
        #expect(group([:], by: ["cluster"]) == AlertKey(source: "s", key: "group g"))
        #expect(group(["cluster": "eu"], by: []) == AlertKey(source: "s", key: "group g"))
        #expect(group(["cluster": ""], by: ["cluster"]) != AlertKey(source: "s", key: "group g"))
    }

    @Test func theKeyOfAGroupHasABound() throws {
        let long = String(repeating: "x", count: 5000)
        let key = try #require(group(["cluster": long], by: ["cluster"]))
        #expect(key.key.utf8.count < 100)
        #expect(key != group(["cluster": long + "y"], by: ["cluster"]))
    }
}

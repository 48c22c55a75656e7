import Encodings
import FoundationEssentials
import Incident
import JSON
import OnCall
import Organisation
import SampleOrganisation
import Testing

@testable import OnCallDesk

/// What may be changed about `primary`, a rota of two with turns of a day from midnight UTC.
@Suite struct ScheduleChangeRulesTests {
    private let rules: ScheduleChangeRules

    init() throws {
        let organisation = try Samples.organisation()
        rules = ScheduleChangeRules(
            schedule: try #require(organisation.schedule(named: "primary")), organisation: organisation,
            now: Samples.monday)
    }

    private func override(_ members: JSONObject) throws -> ScheduleChange {
        var body: JSONObject = [
            "person": "OWNER@example.org", "from": "2026-01-06T00:00:00Z", "until": "2026-01-07T00:00:00Z",
        ]
        for (key, value) in members { body[key] = value }
        return try rules.change(OverrideRequest(JSONReader(.object(body))))
    }

    private func swap(_ until: String, standing: [ScheduleChange] = []) throws -> ScheduleChange {
        let body: JSON = [
            "person": "owner@example.org", "with": "FIRST@example.org", "from": "2026-01-06T00:00:00Z",
            "until": .string(until),
        ]
        return try rules.change(SwapRequest(JSONReader(body)), standing: standing)
    }

    @Test func theOnlyLayerNeedNotBeNamed() throws {
        #expect(try override([:]).kind == .override(layer: "primary", person: "owner@example.org"))
        #expect(try override(["layer": "primary"]).kind == .override(layer: "primary", person: "owner@example.org"))
        #expect(try override(["added": true, "shadow": true]).kind == .added("owner@example.org", shadow: true))
    }

    @Test func whatIsOverCannotBeChanged() throws {
        let began: JSONObject = ["from": "2026-01-04T00:00:00Z"]
        #expect(try override(began).from == RFC3339.date(from: "2026-01-04T00:00:00Z"))
        let over = #expect(throws: OnCallDeskError.self) {
            try override(["from": "2026-01-04T00:00:00Z", "until": "2026-01-05T09:00:00Z"])
        }
        #expect(over?.place == "/until")
    }

    @Test func whoSwapsHasAShift() throws {
        // The sixth is the second's day, the seventh the first's.
        #expect(try swap("2026-01-07T12:00:00Z").kind == .swap("owner@example.org", "first@example.org"))
        #expect(throws: OnCallDeskError.self) { try swap("2026-01-07T00:00:00Z") }
        // Somebody who took a shift by an override has one.
        #expect(throws: Never.self) { try swap("2026-01-07T00:00:00Z", standing: [override([:])]) }
    }
}

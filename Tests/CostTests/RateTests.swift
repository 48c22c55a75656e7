import FoundationEssentials
import Incident
import Testing

@testable import Cost

@Suite struct RateTests {
    /// The person's rate, then the team's, then everybody's, each from its day on.
    @Test func theClosestRateInForceCounts() {
        var rules = CostRules.plain()
        rules.rates += [
            HourlyRate(.team("ops"), perHour: Money(5000, .usd), from: .hour(1)),
            HourlyRate(.person("P1@example.org"), perHour: Money(10_000, .usd), from: .hour(2), until: .hour(3)),
        ]
        let history = CostHistory([RoleInterval("p1", .incidentCommander, 0, team: "ops")])
        let cost = IncidentCost(of: history, by: rules, at: .hour(4))
        #expect(cost.lines.map(\.rate?.amountMinorUnits) == [2500, 5000, 10_000, 5000])
        #expect(cost.lines.map(\.seconds) == [3600, 3600, 3600, 3600])
        #expect(cost.total == Money(22_500, .usd))
        let other = CostHistory([RoleInterval("p2", .incidentCommander, 0, team: "sales")])
        #expect(IncidentCost(of: other, by: rules, at: .hour(4)).lines.map(\.rate?.amountMinorUnits) == [2500])
    }

    /// The day beyond the first counts 8 hours in all, whichever rates are in it.
    @Test func ratesDivideWhatCounts() {
        var rules = CostRules.plain()
        rules.rates.append(HourlyRate(.person("p1@example.org"), perHour: Money(5000, .usd), from: .hour(28)))
        let history = CostHistory([RoleInterval("p1", .incidentCommander, 0)])
        let cost = IncidentCost(of: history, by: rules, at: .hour(48))
        #expect(cost.lines.map(\.seconds) == [28 * 3600, 4 * 3600])
    }

    @Test func whatIsPaidInAnotherCurrencyIsConvertedByTheRateOfItsDay() {
        var rules = CostRules(in: .eur, rates: [HourlyRate(.everybody, perHour: Money(10_000, .usd))])
        rules.exchange = [
            ExchangeRate(.usd, worth: Factor("0.92") ?? .one, from: .hour(0)),
            ExchangeRate(.usd, worth: Factor("0.5") ?? .one, from: .hour(1)),
            ExchangeRate(.jpy, worth: Factor("0.00612") ?? .one, from: .hour(0)),
            ExchangeRate(.kwd, worth: Factor("3.01") ?? .one, from: .hour(0)),
        ]
        let entries = [
            CostEntry(id: "1", type: "fee", amount: Money(1000, .jpy), reason: "r", enteredAt: .hour(0.1)),
            CostEntry(id: "2", type: "fee", amount: Money(1001, .kwd), reason: "r", enteredAt: .hour(0.2)),
            CostEntry(id: "3", type: "fee", amount: Money(-700, .eur), reason: "r", enteredAt: .hour(0.3)),
        ]
        let history = CostHistory([RoleInterval("p1", .incidentCommander, 0)], entries: entries)
        let cost = IncidentCost(of: history, by: rules, at: .hour(2))
        #expect(cost.problems.isEmpty)
        // 92.00, 6.12, 1.001 dinar of 3.01 are 3.01301, -7.00, 50.00: each in euro.
        #expect(cost.lines.map(\.amount.amountMinorUnits) == [9200, 612, 301, -700, 5000])
        #expect(Set(cost.lines.map(\.amount.currency)) == [.eur])
    }

    @Test func whatCannotBeCountedIsReportedWithItsRow() {
        var rules = CostRules(
            in: .eur,
            rates: [
                HourlyRate(.team("ops"), perHour: Money(5000, .eur), from: .hour(1)),
                HourlyRate(.team("usa"), perHour: Money(5000, .usd)),
            ])
        rules.reviewSeconds = 0
        rules.reviewSecondsPerParticipant = 0
        let roles = [
            RoleInterval("p1", .incidentCommander, 0, team: "ops"), RoleInterval("p2", .scribe, 0),
            RoleInterval("p3", .scribe, 3, 1), RoleInterval("p4", .liaison, 0, 2, team: "usa"),
            RoleInterval("p5", .participant, 0, 2, team: "ops"), RoleInterval("p5", .participant, 1, team: "ops"),
            // Whose time does not count needs no rate.
            RoleInterval("p6", .observer, 0),
        ]
        let entries = [
            CostEntry(id: "a", type: "fee", amount: Money(1, .jpy), reason: "r", enteredAt: .hour(0)),
            CostEntry(
                id: "b", type: "fee", amount: Money(1, .eur), reason: "r", enteredAt: .hour(0), from: .hour(1),
                until: .hour(0)),
        ]
        let cost = IncidentCost(of: CostHistory(roles, entries: entries), by: rules, at: .hour(2))
        #expect(cost.lines.map(\.person) == ["p1@example.org", "p5@example.org"])
        #expect(cost.lines.map(\.seconds) == [3600, 3600])
        let rows = cost.problems.map(\.row)
        #expect(
            rows == [
                "cost a", "cost b", "role interval p1/incident_commander/0.0", "role interval p2/scribe/0.0",
                "role interval p4/liaison/0.0", "role interval p5/participant/0.0", "role interval p5/participant/1.0",
            ])
        // The interval that ends before it begins has not begun at hour 2.
        let later = IncidentCost(of: CostHistory(roles), by: rules, at: .hour(4))
        let bad = later.problems.first { $0.row == "role interval p3/scribe/3.0" }
        #expect(bad?.detail.contains("ends before it begins") == true)
        #expect(later.problems.contains { $0.detail.contains("USD, which is worth nothing yet") })
    }

    @Test func anAmountBeyondAllRangeIsReported() {
        let entries = ["1", "2"].map {
            CostEntry(id: $0, type: "fee", amount: Money(.max, .usd), reason: "r", enteredAt: .hour(0))
        }
        let cost = IncidentCost(of: CostHistory([], entries: entries), by: .plain(), at: .hour(1))
        #expect(cost.total == Money(.max, .usd))
        #expect(cost.problems.map(\.row) == ["cost 2"])
    }
}

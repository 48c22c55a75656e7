import FoundationEssentials
import Incident
import JSON
import Testing

@testable import Cost

@Suite struct PhaseTests {
    private func split(_ history: CostHistory, at hour: Double = 9) -> [CostPhase: Int64] {
        var rules = CostRules.plain()
        rules.types = [CostType(name: "revenue", accrues: true), CostType(name: "fee")]
        return IncidentCost(of: history, by: rules, at: .hour(hour)).split.compactMapValues {
            $0.amountMinorUnits == 0 ? nil : $0.amountMinorUnits
        }
    }

    @Test func waitingHasItsPrice() {
        var history = CostHistory([RoleInterval("p1", .incidentCommander, 0)], stable: 4)
        history.acknowledgedAt = .hour(1)
        #expect(split(history) == [.nobodyAnswered: 2500, .working: 7500])
        history.acknowledgedAt = nil
        #expect(split(history) == [.nobodyAnswered: 10_000])
        #expect(split(history, at: 0.5) == [.nobodyAnswered: 1250])
        history.acknowledgedAt = .hour(7)
        #expect(split(history) == [.nobodyAnswered: 10_000])
    }

    /// From two hours before somebody reported it to when it was stable: 6 hours of 6.01 dollars, to the cent.
    @Test func whatAccruesIsSpreadOverTheTrouble() {
        func history(_ type: String, from: Date? = nil, until: Date? = nil) -> CostHistory {
            var history = CostHistory(
                [], stable: 4,
                entries: [
                    CostEntry(
                        id: "1", type: type, amount: Money(601, .usd), reason: "r", enteredAt: .hour(5), from: from,
                        until: until)
                ])
            history.detectedAt = .hour(-2)
            history.acknowledgedAt = .hour(1)
            return history
        }
        #expect(split(history("revenue")) == [.nobodyKnew: 200, .nobodyAnswered: 101, .working: 300])
        #expect(split(history("fee")) == [.afterwards: 601])
        #expect(split(history("fee", from: .hour(2))) == [.working: 601])
        #expect(split(history("fee", from: .hour(-2), until: .hour(-1))) == [.nobodyKnew: 601])
        #expect(
            split(history("fee", from: .hour(0), until: .hour(6))) == [
                .nobodyAnswered: 100, .working: 301, .afterwards: 200,
            ])
    }

    @Test func theReviewComesAfterwards() {
        let history = CostHistory([RoleInterval("p1", .incidentCommander, 0)], stable: 2)
        let cost = IncidentCost(of: history, by: .plain(review: true), at: .hour(3))
        #expect(cost.split[.afterwards] == Money(3750, .usd))
        #expect(cost.lines.map(\.activity) == ["time", "review"])
    }

    @Test func theObjectHasAllOfIt() throws {
        let history = CostHistory(
            [RoleInterval("p1", .scribe, 0)], stable: 2,
            entries: [
                CostEntry(id: "1", type: "fee", amount: Money(601, .usd), reason: "Advice", enteredAt: .hour(1))
            ])
        let object = IncidentCost(of: history, by: .plain(), at: .hour(3)).json(of: "INC-1")
        #expect(object["total"] == ["amount_minor": 4351, "currency": "USD"])
        #expect(object["lines"]?[0]?["multiplier"] == .double(0.75))
        #expect(object["lines"]?[0]?["from"] == "2026-03-02T00:00:00.000Z")
        #expect(object["lines"]?[1]?["reason"] == "Advice")
        #expect(object["lines"]?[1]?["rate"] == .null)
        #expect(object["computed_at"] == "2026-03-02T03:00:00.000Z")
        #expect(object["problems"] == .array([]))
        #expect(object["split"]?["nobody_answered"]?["amount_minor"] == 4351)
    }
}

import FoundationEssentials
import Incident
import Testing

@testable import Cost

@Suite struct ClassicModelTests {
    /// The first 24 hours whole, then the first 8 of each 24.
    @Test(
        arguments: [
            (1, 1), (24, 24), (24.5, 24.5), (30, 30), (32, 32), (33, 32), (48, 32), (50, 34), (56, 40), (72, 40),
            (96, 48),
        ])
    func aDayBeyondTheFirstHasEightHours(_ hours: Double, _ counted: Double) {
        let cost = IncidentCost(
            of: CostHistory([RoleInterval("p1", .incidentCommander, 0)], stable: hours), by: .plain(), at: .hour(200))
        #expect(cost.hours == counted)
        #expect(cost.lines.first?.seconds == Int64(counted * 3600))
    }

    /// Whether it is computed each hour or once: the same lines.
    @Test(arguments: CostModel.allCases) func hourlyStepsDoNotDrift(_ model: CostModel) {
        var dice = Dice(7)
        let history = RandomHistory.make(&dice, hours: 72)
        var last: IncidentCost?
        for hour in 1...72 { last = IncidentCost(of: history, by: RandomHistory.rules(model), at: .hour(Double(hour))) }
        #expect(last == IncidentCost(of: history, by: RandomHistory.rules(model), at: .hour(72)))
        #expect((last?.total.amountMinorUnits ?? 0) > 0)
    }

    @Test func aCostNeverFallsAsTimePasses() {
        var dice = Dice(42)
        for round in 0..<200 {
            let history = RandomHistory.make(&dice, hours: 120)
            var before = Int64.min
            for quarter in stride(from: 0.0, through: 130, by: 0.75) {
                let cost = IncidentCost(of: history, by: RandomHistory.rules(.classic), at: .hour(quarter))
                #expect(cost.total.amountMinorUnits >= before, "round \(round), hour \(quarter)")
                before = cost.total.amountMinorUnits
            }
        }
    }

    @Test(arguments: CostModel.allCases) func theOrderOfRowsChangesNothing(_ model: CostModel) {
        var dice = Dice(3)
        for _ in 0..<100 {
            let history = RandomHistory.make(&dice, hours: 96)
            var mixed = history
            mixed.roles.shuffle(using: &dice)
            mixed.activities.shuffle(using: &dice)
            mixed.entries.shuffle(using: &dice)
            mixed.statuses.shuffle(using: &dice)
            let rules = RandomHistory.rules(model)
            #expect(
                IncidentCost(of: mixed, by: rules, at: .hour(100))
                    == IncidentCost(of: history, by: rules, at: .hour(100)))
        }
    }

    @Test(arguments: CostModel.allCases) func linesAndPhasesAddUpToTheTotal(_ model: CostModel) {
        var dice = Dice(11)
        for _ in 0..<200 {
            var history = RandomHistory.make(&dice, hours: 96)
            history.acknowledgedAt = .hour(Double.random(in: 0..<96, using: &dice))
            let cost = IncidentCost(of: history, by: RandomHistory.rules(model), at: .hour(100))
            #expect(cost.lines.map(\.amount.amountMinorUnits).reduce(0, +) == cost.total.amountMinorUnits)
            #expect(cost.split.values.map(\.amountMinorUnits).reduce(0, +) == cost.total.amountMinorUnits)
            for line in cost.lines {
                #expect(line.split.values.reduce(0, +) == line.amount.amountMinorUnits)
                #expect(line.from <= line.until)
            }
        }
    }

    /// Nobody works between the moment when it is stable and that when it is opened again, and the review stays.
    @Test func openingAgainCountsOn() {
        let statuses = [StatusChange(.stable, at: .hour(2)), StatusChange(.active, at: .hour(5))]
        let history = CostHistory([RoleInterval("p1", .incidentCommander, 0)], statuses: statuses)
        #expect(IncidentCost(of: history, by: .plain(), at: .hour(4)).hours == 2)
        #expect(IncidentCost(of: history, by: .plain(), at: .hour(6)).hours == 3)
        #expect(IncidentCost(of: history, by: .plain(review: true), at: .hour(6)).hours == 4.5)
    }

    /// What is known at a moment says nothing of what comes after it.
    @Test func laterRowsAreNotKnownYet() {
        let history = CostHistory(
            [RoleInterval("p1", .incidentCommander, 0, 3), RoleInterval("p2", .incidentCommander, 3)], stable: 5,
            entries: [
                CostEntry(id: "e", type: "fee", amount: Money(100, .usd), reason: "r", enteredAt: .hour(4))
            ])
        let cost = IncidentCost(of: history, by: .plain(), at: .hour(2))
        #expect(cost.hours == 2)
        #expect(cost.lines.map(\.person) == ["p1@example.org"])
    }
}

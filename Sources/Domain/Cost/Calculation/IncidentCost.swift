import Encodings
public import FoundationEssentials
import Incident
public import JSON

/// What an incident costs as of a moment: lines that add up to the total, and what could not be counted.
///
/// It is computed from rows and rules alone, always from the beginning: the same incident has the same cost whenever and
/// however often that is asked. What a row says of a time after the moment is not known yet.
public struct IncidentCost: Sendable, Hashable {
    /// How time was counted.
    public let model: CostModel
    /// What all amounts are in.
    public let currency: Currency
    /// As of when.
    public let moment: Date
    /// In order of their beginning.
    public let lines: [CostLine]
    /// The sum of the lines.
    public let total: Money
    /// How much of the total fell into which phase; they add up to it.
    public let split: [CostPhase: Money]
    /// In order of their rows.
    public let problems: [CostProblem]

    /// Computes it.
    /// - Parameters:
    ///   - history: rows in any order.
    ///   - rules: those of the organisation.
    ///   - moment: as of when, in whole seconds.
    public init(of history: CostHistory, by rules: CostRules, at moment: Date) {
        var calculation = CostCalculation(history, by: rules, at: moment)
        calculation.add(history.entries)
        switch rules.model {
        case .classic, .dispatch:
            calculation.addTime()
            calculation.addReview()
        case .activity: calculation.add(history.activities)
        }
        model = rules.model
        currency = rules.currency
        self.moment = Date(wholeSeconds: moment.wholeSeconds)
        total = Money(calculation.total, rules.currency)
        lines = calculation.lines.sorted(by: Self.precedes)
        problems = calculation.problems.sorted { ($0.row, $0.detail) < ($1.row, $1.detail) }
        var sums: [CostPhase: Int64] = [:]
        for line in calculation.lines {
            for (phase, amount) in line.split { sums[phase, default: 0] += amount }
        }
        split = Dictionary(
            uniqueKeysWithValues: CostPhase.allCases.map { ($0, Money(sums[$0] ?? 0, rules.currency)) })
    }

    private static func precedes(_ left: CostLine, _ right: CostLine) -> Bool {
        func key(_ line: CostLine) -> (Date, String, String, String, Int64) {
            (
                line.from, line.person ?? "", line.role?.rawValue ?? "", line.activity,
                line.amount.amountMinorUnits
            )
        }
        return key(left) < key(right)
    }

    /// An object with `incident`, `model`, `currency`, `total`, `split`, `lines`, `computed_at` and `problems`.
    public func json(of incident: String) -> JSONObject {
        [
            "incident": .string(incident), "model": .string(model.rawValue), "currency": .string(currency.code),
            "total": total.json,
            "split": .object(
                JSONObject(CostPhase.allCases.map { ($0.rawValue, (split[$0] ?? Money(0, currency)).json) })),
            "lines": lines.json, "computed_at": moment.json, "problems": problems.json,
        ]
    }
}

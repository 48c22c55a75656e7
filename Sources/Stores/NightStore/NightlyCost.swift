public import Cost
public import Forecast
public import FoundationEssentials

/// What an incident costs, as `nightly.cost` and `nightly.cost_share` keep it.
public struct NightlyCost: Sendable {
    /// The incident.
    public var incident: UUID
    /// Of the rows that it was computed from; `nil` when it is to be looked at again in any case.
    public var fingerprint: Int64?
    /// What it was computed by.
    public var rules: String
    /// Whether time alone does not change it any more.
    public var isSettled: Bool
    /// The day of its report.
    public var day: Day
    /// The incident's type.
    public var type: String
    /// Whether only some may see the incident.
    public var isRestricted: Bool
    /// Whether sums count it.
    public var isCounted: Bool
    /// How it was counted.
    public var model: CostModel
    /// The whole of it.
    public var total: Money
    /// What could not be counted.
    public var problems: Int
    /// The parts by team, in minor units; they add up to the total. Of nobody's time, the name is empty.
    public var shares: [String: Int64]

    /// A row.
    public init(
        incident: UUID, fingerprint: Int64?, rules: String, isSettled: Bool, day: Day, type: String, isRestricted: Bool,
        isCounted: Bool, cost: IncidentCost, teams: [String: String]
    ) {
        self.incident = incident
        self.fingerprint = fingerprint
        self.rules = rules
        self.isSettled = isSettled
        self.day = day
        self.type = type
        self.isRestricted = isRestricted
        self.isCounted = isCounted
        model = cost.model
        total = cost.total
        problems = cost.problems.count
        shares = cost.lines.reduce(into: [:]) { shares, line in
            let team = line.person.flatMap { teams[$0.lowercased()] } ?? ""
            shares[team, default: 0] += line.amount.amountMinorUnits
        }
    }
}

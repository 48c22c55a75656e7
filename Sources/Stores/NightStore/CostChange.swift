public import Cost
public import FoundationEssentials

/// An amount that was found to be another than it was.
public struct CostChange: Sendable, Hashable {
    /// Why it is another.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The cost-calculator had not counted a row that was there.
        case lostEvent = "lost_event"
        /// Rates or other rules of costs changed.
        case rules
        /// A row was written or corrected after all had come to its end.
        case inputs
    }

    /// Who keeps an amount.
    public enum Keeper: String, Sendable, Hashable, CaseIterable {
        /// The account that the worker keeps.
        case costCalculator = "cost-calculator"
        /// The nights' own rows.
        case nightly
    }

    /// Whose.
    public var incident: UUID
    /// Why.
    public var reason: Reason
    /// Whose amount it was.
    public var keeper: Keeper
    /// What it was; `nil` when it had never been computed.
    public var before: Money?
    /// What it is.
    public var after: Money

    /// A change.
    public init(of incident: UUID, _ reason: Reason, keptBy keeper: Keeper, from before: Money?, to after: Money) {
        self.incident = incident
        self.reason = reason
        self.keeper = keeper
        self.before = before
        self.after = after
    }
}

public import FoundationEssentials

/// A cost that somebody entered by hand. It is never changed: what was wrong is put right by another one.
public struct CostEntry: Sendable, Hashable {
    /// What finds the row.
    public var id: String
    /// One of the organisation's cost types, when it was entered.
    public var type: String
    /// How much; negative for what comes back.
    public var amount: Money
    /// Why, in the words of whoever entered it.
    public var reason: String
    /// When it was entered.
    public var enteredAt: Date
    /// When it began to arise; `nil` when nobody said so.
    public var from: Date?
    /// When that ended; `nil` when nobody said so.
    public var until: Date?

    /// As the row says it; nothing is checked.
    public init(
        id: String, type: String, amount: Money, reason: String, enteredAt: Date, from: Date? = nil,
        until: Date? = nil
    ) {
        self.id = id
        self.type = type
        self.amount = amount
        self.reason = reason
        self.enteredAt = enteredAt
        self.from = from
        self.until = until
    }
}

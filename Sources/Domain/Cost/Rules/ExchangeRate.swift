public import FoundationEssentials

/// What a currency is worth in the one that costs are told in, from a date on until the next one says otherwise.
public struct ExchangeRate: Sendable, Hashable {
    /// The other currency.
    public var currency: Currency
    /// What one unit of it is worth: `0.92` when a dollar is 92 cents.
    public var worth: Factor
    /// From when on.
    public var from: Date

    /// As the program has it; nothing is checked.
    public init(_ currency: Currency, worth: Factor, from: Date) {
        self.currency = currency
        self.worth = worth
        self.from = from
    }
}

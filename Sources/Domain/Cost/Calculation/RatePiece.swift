/// A time in which an hour of somebody costs the same.
struct RatePiece: Sendable, Hashable {
    /// What an hour costs.
    struct Price: Sendable, Hashable {
        var rate: Money
        /// What a unit of its currency is worth in that of the whole.
        var worth: Factor
    }

    /// Why there is no price.
    enum Gap: Error, Hashable {
        case noRate
        case noExchangeRate(Currency)
    }

    var span: Range<Int64>
    var price: Result<Price, Gap>
}

public import FoundationEssentials

/// What an hour of somebody costs, for a time.
public struct HourlyRate: Sendable, Hashable {
    /// Whose hour it is. Of several rates the one of the person counts, then that of the team, then everybody's.
    public enum Payee: Sendable, Hashable {
        /// The person with this mail address.
        case person(String)
        /// Who was of this team when they joined the incident.
        case team(String)
        /// Whoever has no rate otherwise.
        case everybody
    }

    /// Whose.
    public var payee: Payee
    /// What an hour costs.
    public var perHour: Money
    /// From when on; `nil` for ever before.
    public var from: Date?
    /// Until when, which is not in it any more; `nil` for ever after.
    public var until: Date?

    /// As the program has it; nothing is checked.
    public init(_ payee: Payee, perHour: Money, from: Date? = nil, until: Date? = nil) {
        self.payee = payee
        self.perHour = perHour
        self.from = from
        self.until = until
    }

    /// An hour of a year that costs so much, rounded up to a whole unit of the currency, as Dispatch does.
    /// - Parameter hours: of work in the year, from 1 on.
    /// - Returns: `nil` when it is out of all range.
    public static func perHour(ofYear yearly: Money, hours: Int64) -> Money? {
        let unit = DecimalText.power(yearly.currency.minorDigits)
        let (divisor, overflow) = hours.multipliedReportingOverflow(by: unit)
        guard hours > 0, !overflow, yearly.amountMinorUnits >= 0 else { return nil }
        let (units, rest) = yearly.amountMinorUnits.quotientAndRemainder(dividingBy: divisor)
        return Money((units + (rest > 0 ? 1 : 0)) * unit, yearly.currency)
    }
}

/// The forecast of one period.
public struct ForecastPoint: Sendable, Hashable {
    /// The first day of the period.
    public let at: Day
    /// `2026-12` of a month, the first day of a week or day.
    public let period: String
    /// What is forecast.
    public let value: ForecastValue
}

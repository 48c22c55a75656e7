import FoundationEssentials

/// Instants as the server stores them: microseconds since 2000-01-01 00:00 UTC.
enum PostgresTime {
    /// From 2000-01-01, the server's epoch, to 2001-01-01, the epoch of `Date`.
    private static let epochDifference = 31_622_400.0

    static func microseconds(_ date: Date) -> Int64 {
        let value = ((date.timeIntervalSinceReferenceDate + epochDifference) * 1e6).rounded()
        return Int64(exactly: value) ?? (value < 0 ? .min : .max)
    }

    /// The date, or `nil` for `infinity` and `-infinity`.
    static func date(microseconds: Int64) -> Date? {
        if microseconds == .min || microseconds == .max { return nil }
        return Date(timeIntervalSinceReferenceDate: Double(microseconds) / 1e6 - epochDifference)
    }
}

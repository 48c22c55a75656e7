/// An instant in UTC with nanoseconds: what `Wait` waits for and what Choice compares.
public struct Timestamp: Sendable, Hashable {
    /// Whole seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int64
    /// Nanoseconds within the second. Range 0…999,999,999.
    public let nanoseconds: Int32

    /// The instant so many seconds and nanoseconds after 1970; nanoseconds beyond their range are carried over.
    public init(seconds: Int64, nanoseconds: Int64 = 0) {
        let rest = nanoseconds % 1_000_000_000
        let carry = nanoseconds / 1_000_000_000 + (rest < 0 ? -1 : 0)
        self.seconds = seconds &+ carry
        self.nanoseconds = Int32(rest < 0 ? rest + 1_000_000_000 : rest)
    }

    /// The instant so many milliseconds after 1970.
    public init(milliseconds: Int64) {
        let rest = milliseconds % 1000
        self.init(seconds: milliseconds / 1000, nanoseconds: rest * 1_000_000)
    }

    /// Milliseconds since 1970, rounded down.
    public var milliseconds: Int64 { seconds &* 1000 &+ Int64(nanoseconds) / 1_000_000 }

    /// The instant so many seconds later; fractions down to milliseconds count.
    public func adding(seconds: Double) -> Timestamp {
        let bounded = min(max(seconds, -1e11), 1e11)
        return Timestamp(milliseconds: milliseconds &+ Int64((bounded * 1000).rounded()))
    }
}

extension Timestamp: Comparable {
    /// By time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with milliseconds, as the context object shows times.
    public var description: String {
        var day = seconds / 86_400
        var second = seconds % 86_400
        if second < 0 {
            second += 86_400
            day -= 1
        }
        let (year, month, date) = Self.civil(day)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        Self.append(year, 4, &bytes, after: nil)
        Self.append(month, 2, &bytes, after: 0x2D)
        Self.append(date, 2, &bytes, after: 0x2D)
        Self.append(second / 3600, 2, &bytes, after: 0x54)
        Self.append(second / 60 % 60, 2, &bytes, after: 0x3A)
        Self.append(second % 60, 2, &bytes, after: 0x3A)
        Self.append(Int64(nanoseconds) / 1_000_000, 3, &bytes, after: 0x2E)
        bytes.append(0x5A)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ value: Int64, _ width: Int, _ bytes: inout [UInt8], after separator: UInt8?) {
        if let separator { bytes.append(separator) }
        let digits = Array(String(value).utf8)
        bytes.append(contentsOf: repeatElement(0x30, count: max(width - digits.count, 0)))
        bytes.append(contentsOf: digits)
    }

    /// The date of a count of days since 1970 (Howard Hinnant's `civil_from_days`).
    static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Days since 1970 of a date.
    static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

import Encodings

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
        let (year, month, date) = GregorianCalendar.date(Int(day))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        Self.append(Int64(year), 4, &bytes, after: nil)
        Self.append(Int64(month), 2, &bytes, after: 0x2D)
        Self.append(Int64(date), 2, &bytes, after: 0x2D)
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
}

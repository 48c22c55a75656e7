import ArgumentParser
import Encodings
import FoundationEssentials

/// A time of the past as people say it while they talk of a night.
enum ClockTime {
    /// The last 03:12 that has passed (UTC), RFC 3339, or a span until now such as 2h; `nil` for what is none.
    static func past(_ text: String, now: Date = Date()) -> Date? {
        guard let seconds = seconds(text) else { return Moment.past(text, now: now) }
        let day = 86_400.0
        let midnight = (now.timeIntervalSince1970 / day).rounded(.down) * day
        let today = Date(timeIntervalSince1970: midnight + seconds)
        return today <= now ? today : today.addingTimeInterval(-day)
    }

    /// As ``past(_:now:)``, for an option.
    static func parse(_ text: String) throws -> Date {
        guard let time = past(text) else {
            throw ValidationError(
                "`\(text)` is no time. Write 03:12 (UTC), 2026-11-28T03:12:00Z, or a span until now such as 2h.")
        }
        return time
    }

    /// Seconds since midnight of `03:12` or `03:12:30`.
    private static func seconds(_ text: String) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count),
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(Self.isDigit) })
        else { return nil }
        let numbers = parts.compactMap { Double($0) }
        guard numbers.count == parts.count, numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 }) else {
            return nil
        }
        return zip(numbers, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

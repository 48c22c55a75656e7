import Encodings
import Foundation
import JSON

/// Points in time and spans as people type them.
enum Moment {
    /// A span as `45s`, `30m`, `12h`, `90d`, in seconds.
    static func seconds(_ text: String) -> Double? {
        guard let match = text.wholeMatch(of: /([0-9]{1,6})([smhd])/), let number = Double(match.1) else { return nil }
        switch match.2 {
        case "s": return number
        case "m": return number * 60
        case "h": return number * 3600
        default: return number * 86_400
        }
    }

    /// A time as RFC 3339, or as a span from now on.
    static func future(_ text: String, now: Date = Date()) -> Date? {
        RFC3339.date(from: text) ?? seconds(text).map { now.addingTimeInterval($0) }
    }

    /// A time as RFC 3339, or as a span until now.
    static func past(_ text: String, now: Date = Date()) -> Date? {
        RFC3339.date(from: text) ?? seconds(text).map { now.addingTimeInterval(-$0) }
    }
}

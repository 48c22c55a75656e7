import Encodings
import FoundationEssentials
import JSON

/// When something began, in the forms in which senders say it. What is no time, or before 1970 as Go's zero time, says
/// nothing.
enum SaidTime {
    /// RFC 3339, also with an offset without a colon as CloudWatch writes it, or seconds or milliseconds of POSIX, as a
    /// number or its text.
    static func read(_ value: JSON?) -> Date? {
        guard let text = value?.said else { return nil }
        guard let date = RFC3339.date(from: text) ?? number(text) ?? RFC3339.date(from: withColon(text)) else {
            return nil
        }
        return date.timeIntervalSince1970 > 0 ? date : nil
    }

    /// Seconds have ten digits from 2001 to 2286, and milliseconds thirteen.
    private static func number(_ text: String) -> Date? {
        guard let number = Double(text), (1e9..<1e14).contains(number) else { return nil }
        return Date(timeIntervalSince1970: number < 1e11 ? number : number / 1000)
    }

    /// `2026-11-28T13:20:48.504+0530` with a colon in its offset.
    private static func withColon(_ text: String) -> String {
        let offset = text.suffix(5)
        guard offset.count == 5, offset.first == "+" || offset.first == "-", offset.dropFirst().allSatisfy(\.isNumber)
        else { return text }
        return text.dropLast(2) + ":" + text.suffix(2)
    }
}

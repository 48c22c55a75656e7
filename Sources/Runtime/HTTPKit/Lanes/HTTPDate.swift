import Encodings
import FoundationEssentials
import Synchronization

/// The time as answers carry it: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7), written once a second.
enum HTTPDate {
    private struct Written {
        var second: Int
        var text: String
    }

    private static let written = Mutex(Written(second: .min, text: ""))

    static var now: String {
        let now = Date()
        let second = Int(now.timeIntervalSince1970.rounded(.down))
        return written.withLock { written in
            if written.second != second { written = Written(second: second, text: text(of: second)) }
            return written.text
        }
    }

    /// - Parameter second: since 1970.
    static func text(of second: Int) -> String {
        // 2006-01-02T15:04:05Z
        let text = RFC3339.string(from: Date(timeIntervalSince1970: Double(second)))
        let parts = text.split { "-T".contains($0) }
        let (days, _) = second.quotientAndRemainder(dividingBy: 86_400)
        guard parts.count >= 4, let month = Int(parts[1]), (1...12).contains(month) else { return "" }
        return "\(weekdays[(days % 7 + 7) % 7]), \(parts[2]) \(months[month - 1]) \(parts[0]) \(parts[3].prefix(8)) GMT"
    }

    /// From Thursday, the first of January 1970.
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

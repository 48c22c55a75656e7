import JSON
import OnCall

/// Minutes of a week by the clock on the wall, from Monday 00:00.
struct WeekMask: Sendable, Hashable {
    static let length = 7 * 1440
    private var minutes: [Bool]

    /// The whole week.
    static let full = WeekMask(minutes: Array(repeating: true, count: length))
    /// No minute.
    static let empty = WeekMask(minutes: Array(repeating: false, count: length))

    private init(minutes: [Bool]) { self.minutes = minutes }

    var isFull: Bool { minutes.allSatisfy { $0 } }
    var isEmpty: Bool { !minutes.contains(true) }

    /// Adds minutes from one on, over the end of the week into its start.
    mutating func insert(_ start: Int, length: Int) {
        for minute in start..<start + min(length, Self.length) { minutes[minute % Self.length] = true }
    }

    /// The minutes of this that another has not.
    func subtracting(_ other: WeekMask) -> WeekMask {
        WeekMask(minutes: zip(minutes, other.minutes).map { $0 && !$1 })
    }

    /// The minutes of either.
    func union(_ other: WeekMask) -> WeekMask { WeekMask(minutes: zip(minutes, other.minutes).map { $0 || $1 }) }

    /// As `hours` of a layer: spans within days, those that are alike together.
    var spans: [DutyHours] {
        var spans: [Range<Int>: Set<Weekday>] = [:]
        for (day, weekday) in Weekday.allCases.enumerated() {
            var minute = 0
            while minute < 1440 {
                guard minutes[day * 1440 + minute] else {
                    minute += 1
                    continue
                }
                let start = minute
                while minute < 1440, minutes[day * 1440 + minute] { minute += 1 }
                spans[start..<minute, default: []].insert(weekday)
            }
        }
        return spans.sorted { ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound) }
            .map { DutyHours(days: $0.value, from: $0.key.lowerBound * 60, until: $0.key.upperBound * 60) }
    }

    /// The same as the configuration writes it.
    var hours: [JSON] {
        spans.map { span in
            var hours: JSONObject = [:]
            if span.days.count < 7 {
                hours["days"] = .array(Weekday.allCases.filter(span.days.contains).map { .string($0.rawValue) })
            }
            hours["from"] = .string(Self.text(span.from / 60))
            hours["until"] = .string(Self.text(span.until / 60))
            return .object(hours)
        }
    }

    private static func text(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }
}

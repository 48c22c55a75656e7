import OnCall

/// The instances of a rule as wall times, worked out from the start and never from the instance before.
struct RecurrenceWalk: Sendable {
    /// More than any rota needs; a rule that needs more is refused.
    static let mostPeriods = 200_000
    /// How many days and short periods the rules of one calendar may look at together.
    static let mostSteps = 5_000_000
    private static let day = 86_400

    private let rule: RecurrenceRule
    private let start: Int
    private let days: RecurrenceDays
    private let timesOfDay: [Int]

    /// - Parameters:
    ///   - start: the wall time of DTSTART.
    ///   - isDate: whether DTSTART is a date: parts of the rule about times are then passed over, as the standard says.
    init(_ rule: RecurrenceRule, from start: WallTime, isDate: Bool) throws(CalendarError) {
        self.rule = rule
        self.start = start.seconds
        days = RecurrenceDays(rule, start: Self.floored(start.seconds, Self.day))
        let second = start.seconds - Self.floored(start.seconds, Self.day) * Self.day
        func parts(_ named: [Int], _ own: Int) -> [Int] { named.isEmpty ? [own] : named }
        var times: [Int] = isDate ? [0] : []
        if !isDate {
            for hour in parts(rule.hours, second / 3600) {
                for minute in parts(rule.minutes, second / 60 % 60) {
                    times += parts(rule.seconds, second % 60).map { hour * 3600 + minute * 60 + $0 }
                }
            }
        }
        timesOfDay = times.sorted()
        if isDate, unit != nil {
            throw CalendarError("a series of dates cannot have FREQ=\(rule.frequency.rawValue)", line: rule.line)
        }
    }

    /// The instances in a window, in order.
    /// - Parameter admits: whether a wall time is not after the end of the rule.
    func walls(in window: Range<Int>, admits: (Int) -> Bool) throws(CalendarError) -> [Int] {
        var left = Self.mostSteps
        return try walls(in: window, left: &left, admits: admits)
    }

    /// The same, for one rule of several.
    /// - Parameter left: how much they may still look at together.
    func walls(
        in window: Range<Int>, left: inout Int, admits: (Int) -> Bool
    ) throws(CalendarError) -> [Int] {
        var found: [Int] = []
        var counted = 0
        var steps = 0
        // What is counted has to be counted from the start.
        var period = rule.count == nil ? period(before: window.lowerBound) : 0
        while begin(ofPeriod: period) < window.upperBound {
            steps += 1
            left -= unit == nil ? days.span(ofPeriod: period).count : 1
            guard left >= 0 else {
                throw CalendarError(
                    "the rules of the calendar need more than \(Self.mostSteps) steps together", line: rule.line)
            }
            guard steps <= Self.mostPeriods else {
                throw CalendarError(
                    "RRULE \(rule.text.prefix(100)) needs more than \(Self.mostPeriods) steps", line: rule.line)
            }
            for wall in instances(ofPeriod: period) where wall >= start {
                guard admits(wall) else { return found }
                counted += 1
                if let count = rule.count, counted > count { return found }
                if window.contains(wall) { found.append(wall) }
            }
            period = next(after: period)
        }
        return found
    }

    /// Whether the rule itself has its start.
    var hasStart: Bool { instances(ofPeriod: 0).contains(start) }

    // MARK: Periods

    /// The length of a period shorter than a day.
    private var unit: Int? {
        switch rule.frequency {
        case .secondly: 1
        case .minutely: 60
        case .hourly: 3600
        default: nil
        }
    }

    private func begin(ofPeriod period: Int) -> Int {
        guard let unit else { return days.span(ofPeriod: period).lowerBound * Self.day }
        return Self.floored(start, unit) * unit + period * rule.interval * unit
    }

    private func period(before wall: Int) -> Int {
        guard let unit else { return days.period(before: Self.floored(wall, Self.day)) }
        return max(0, (wall - start) / (unit * rule.interval) - 1)
    }

    /// The next period; days that the rule does not have are leapt over.
    private func next(after period: Int) -> Int {
        guard let unit else { return period + 1 }
        let day = Self.floored(begin(ofPeriod: period), Self.day)
        if days.admits(day) { return period + 1 }
        let length = unit * rule.interval
        let left = (day + 1) * Self.day - begin(ofPeriod: period)
        return period + max(1, (left + length - 1) / length)
    }

    private func instances(ofPeriod period: Int) -> [Int] {
        let all: [Int]
        if let unit {
            all = instances(ofShortPeriod: begin(ofPeriod: period), unit)
        } else {
            all = days.days(ofPeriod: period).flatMap { day in timesOfDay.map { day * Self.day + $0 } }
        }
        guard !rule.positions.isEmpty else { return all }
        let chosen = rule.positions.compactMap { position -> Int? in
            let index = position > 0 ? position - 1 : all.count + position
            return all.indices.contains(index) ? all[index] : nil
        }
        return Set(chosen).sorted()
    }

    private func instances(ofShortPeriod begin: Int, _ unit: Int) -> [Int] {
        let day = Self.floored(begin, Self.day)
        let second = begin - day * Self.day
        func has(_ named: [Int], _ own: Int) -> Bool { named.isEmpty || named.contains(own) }
        guard days.admits(day), has(rule.hours, second / 3600) else { return [] }
        func parts(_ named: [Int], _ own: Int) -> [Int] { named.isEmpty ? [own] : named }
        let own = start - Self.floored(start, Self.day) * Self.day
        switch rule.frequency {
        case .hourly:
            return parts(rule.minutes, own / 60 % 60).flatMap { minute in
                parts(rule.seconds, own % 60).map { begin + minute * 60 + $0 }
            }
        case .minutely:
            guard has(rule.minutes, second / 60 % 60) else { return [] }
            return parts(rule.seconds, own % 60).map { begin + $0 }
        default:
            return has(rule.minutes, second / 60 % 60) && has(rule.seconds, second % 60) ? [begin] : []
        }
    }

    private static func floored(_ value: Int, _ divisor: Int) -> Int {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}

public import FoundationEssentials

/// When something recurs, as the five fields of a cron line say it, by the wall clock of a zone.
///
/// What it means where clocks are turned is what Debian's cron and cronsim 2.8 do. A line for fixed hours (neither minute nor
/// hour begin with `*`) comes once for each of its times: one that clocks leap over comes when they have leapt, one that they
/// show twice the first time. Any other line comes whenever clocks show one of its times: twice in a doubled hour, never in one
/// that is missing.
public struct CronLine: Sendable, Hashable, CustomStringConvertible {
    /// The five fields as they were written.
    public let description: String
    private let minutes: CronField
    private let hours: CronField
    private let days: CronField
    private let months: CronField
    private let weekdays: CronField

    /// Reads five fields: minute, hour, day of the month, month and day of the week. Where both days are said, either suffices.
    /// - Throws: ``CronFault`` for what is none, for what crons disagree about, and for a day that never comes.
    public init(_ text: String) throws(CronFault) {
        let fields = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        guard fields.count == 5 else {
            throw CronFault("a cron line has five fields, such as 0 7 * * 1-5, and this one has \(fields.count)")
        }
        minutes = try CronField(fields[0], .minute)
        hours = try CronField(fields[1], .hour)
        days = try CronField(fields[2], .day)
        months = try CronField(fields[3], .month)
        weekdays = try CronField(fields[4], .weekday)
        description = fields.joined(separator: " ")
        if !days.isStar, !weekdays.isStar, days.beginsWithStar || weekdays.beginsWithStar {
            throw CronFault(
                "\(fields[2]) and \(fields[4]) mean days that are both to one cron and days that are either to another: write one of them as *"
            )
        }
        let longest = months.numbers.map { CivilDate.days(inMonth: $0, of: 2000) }.max() ?? 0
        guard days.isStar || !weekdays.isStar || days.numbers.contains(where: { $0 <= longest }) else {
            throw CronFault("no month of \(fields[3]) has a day \(fields[2])")
        }
    }

    /// Whether it is for fixed hours.
    private var isFixed: Bool { !minutes.beginsWithStar && !hours.beginsWithStar }

    /// 29 February may be eight years away.
    private static let horizon = 9 * 366

    /// The first time after an instant; `nil` for one beyond nine years.
    public func next(after instant: Date, in zone: Zone) -> Date? {
        let after = instant.wholeSeconds
        let first = zone.wallTime(at: instant).day - 1
        for day in first...(first + Self.horizon) {
            guard var next = self.first(on: day, after: after, in: zone) else { continue }
            // Clocks that are turned back over midnight show the day before once more.
            if let other = self.first(on: day + 1, after: after, in: zone) { next = min(next, other) }
            return Date(wholeSeconds: next)
        }
        return nil
    }

    /// The first second after another one at which clocks show one of its times of a day.
    private func first(on day: Int, after: Int, in zone: Zone) -> Int? {
        guard matches(day) else { return nil }
        let midnight = day * WallTime.secondsPerDay
        let span = midnight - Zone.reach...midnight + WallTime.secondsPerDay + Zone.reach
        let changes = zone.changes(after: span.lowerBound, through: span.upperBound)
        var offsets = [(from: Int.min, zone.offset(at: span.lowerBound))]
        for change in changes { offsets.append((change.at, change.offset)) }
        var best: Int?
        for hour in hours.numbers {
            for minute in minutes.numbers {
                for second in seconds(at: midnight + hour * 3600 + minute * 60, offsets) where second > after {
                    best = min(best ?? .max, second)
                }
            }
        }
        return best
    }

    /// The seconds at which one of its times comes.
    /// - Parameter offsets: those of the zone around it, and from when on each of them holds.
    private func seconds(at wall: Int, _ offsets: [(from: Int, offset: Int)]) -> [Int] {
        var shown: [Int] = []
        for (index, span) in offsets.enumerated() {
            let until = index + 1 < offsets.count ? offsets[index + 1].from : Int.max
            let second = wall - span.offset
            if second >= span.from, second < until { shown.append(second) }
        }
        guard isFixed else { return shown }
        if let first = shown.first { return [first] }
        // Clocks leap over it: it comes when they have leapt.
        for (before, after) in zip(offsets, offsets.dropFirst())
        where wall >= after.from + before.offset && wall < after.from + after.offset {
            return [after.from]
        }
        return []
    }

    private func matches(_ day: Int) -> Bool {
        let date = CivilDate(number: day)
        guard months.numbers.contains(date.month) else { return false }
        let isDay = days.numbers.contains(date.day)
        let isWeekday = weekdays.numbers.contains((day + 4).remainder(by: 7))
        return days.isStar || weekdays.isStar ? isDay && isWeekday : isDay || isWeekday
    }
}

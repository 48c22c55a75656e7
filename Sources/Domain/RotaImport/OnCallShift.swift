import JSON
import OnCall

/// A shift of Grafana OnCall that comes again: `rolling_users`, of which groups take turns, or `recurrent_event`, of which all are
/// on call each time.
///
/// Times are what a clock of ``timezone`` shows, but for `until`, which is UTC (OnCall 1.16, `CustomOnCallShift.event_ical_rules`).
struct OnCallShift {
    /// Why a shift has no equal, after "it".
    struct NoEqual: Error {
        let reason: String
    }

    let name: String
    let level: Int
    /// When its first turn begins.
    let start: WallTime
    /// Before this it has no event.
    let from: WallTime
    /// Minutes that one of its events lasts.
    let duration: Int
    /// Hours after which the next group has its turn, and how often that unit passes between two turns.
    let unit: Int
    let interval: Int
    /// Minutes from Monday 00:00 on at which the days begin to which it is limited; empty when it is not.
    let days: [Int]
    /// Minutes from Monday 00:00 to the start of its weeks.
    let weekStart: Int
    /// Mail addresses of each group, the one whose turn is the first in front.
    let groups: [[String]]

    private static let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    /// - Parameters:
    ///   - isOfWeb: whether its schedule is one that people draw: its first turn is the one that still goes on then.
    init(_ shift: JSON, isOfWeb: Bool, groups: [[String]]) throws(NoEqual) {
        name = shift["name"]?.stringValue ?? "shift"
        level = shift["level"]?.intValue ?? 0
        let units = ["hourly": 1, "daily": 24, "weekly": 168]
        guard let unit = units[shift["frequency"]?.stringValue ?? ""] else {
            throw NoEqual(reason: "comes again \(shift["frequency"]?.stringValue ?? "at times that it does not say")")
        }
        guard let begin = shift["start"]?.stringValue.flatMap(WallTime.init) else {
            throw NoEqual(reason: "says no start")
        }
        for key in ["by_month", "by_monthday"] where shift[key]?.arrayValue?.isEmpty == false {
            throw NoEqual(reason: "is limited by `\(key)`")
        }
        self.unit = unit
        interval = min(max(shift["interval"]?.intValue ?? 1, 1), 8784)
        duration = min(max((shift["duration"]?.intValue ?? 0) / 60, 0), 366 * 1440)
        days = (shift["by_day"]?.arrayValue ?? []).compactMap { day in
            Self.weekdays.firstIndex { $0 == day.stringValue }.map { $0 * 1440 }
        }.sorted()
        weekStart = (Self.weekdays.firstIndex { $0 == shift["week_start"]?.stringValue } ?? 6) * 1440
        let first = groups.isEmpty ? 0 : (shift["start_rotation_from_user_index"]?.intValue ?? 0) % groups.count
        self.groups = Array(groups.dropFirst(max(0, first)) + groups.prefix(max(0, first)))
        let rotation = shift["rotation_start"]?.stringValue.flatMap(WallTime.init) ?? begin
        if unit == 168, !days.isEmpty {
            start = begin
            from = max(begin, rotation)
        } else {
            start = Self.first(
                from: begin, rotation: rotation, period: unit * interval * 3600, tail: isOfWeb ? duration * 60 : 0)
            from = start
        }
        guard duration > 0, !self.groups.isEmpty else { throw NoEqual(reason: "has nobody, or no duration") }
    }

    /// The first turn is the first that begins when the rotation does, or later; of a drawn schedule the one that goes on then.
    private static func first(from begin: WallTime, rotation: WallTime, period: Int, tail: Int) -> WallTime {
        let late = rotation.seconds - begin.seconds - max(tail - 1, 0)
        return WallTime(seconds: begin.seconds + max(0, (late + period - 1) / period) * period)
    }

    /// As a layer of which each turn lasts as long as its unit, or as all of the shift's period where that is covered.
    func layer(named title: String) throws(NoEqual) -> ImportedLayer {
        let period = unit * interval * 60
        if days.isEmpty, duration == period { return layer(title, start, turn: unit * interval, groups) }
        switch unit {
        case 1 where days.isEmpty: throw NoEqual(reason: "has hours between its turns, or over each other")
        case 1: throw NoEqual(reason: "takes turns by the hour on some days")
        case 24 where days.isEmpty: return try daily(title)
        case 24: return try onDays(title)
        default: return days.isEmpty ? try weekly(title) : try weekdays(title)
        }
    }

    private func layer(
        _ title: String, _ anchor: WallTime, turn: Int, _ members: [[String]], week: WeekMask = .full
    ) -> ImportedLayer {
        var layer = ImportedLayer(name: title, anchor: anchor, turn: turn, members: members, week: week)
        layer.from = from
        layer.level = level
        return layer
    }

    /// The minute of the week, from Monday 00:00 on.
    private var minute: Int {
        let day = Weekday.allCases.firstIndex(of: start.weekday) ?? 0
        return day * 1440 + timeOfDay
    }

    private var timeOfDay: Int { (start.seconds / 60) % 1440 }

    /// One event in `interval` days, of some hours or of whole days.
    private func daily(_ title: String) throws(NoEqual) -> ImportedLayer {
        let whole = duration / 1440
        guard duration < 1440 || duration % 1440 == 0, max(1, whole) <= interval else {
            throw NoEqual(reason: "has days that are not whole, or over each other")
        }
        var week = WeekMask.full
        if duration < 1440 {
            week = .empty
            for day in 0..<7 { week.insert(day * 1440 + timeOfDay, length: duration) }
        }
        let members = groups.flatMap { group in (0..<interval).map { $0 < max(1, whole) ? group : [] } }
        return layer(title, start, turn: 24, members, week: week)
    }

    /// One event in `interval` weeks.
    private func weekly(_ title: String) throws(NoEqual) -> ImportedLayer {
        let week = WeekMask.length
        guard duration < week || duration % week == 0, max(1, duration / week) <= interval else {
            throw NoEqual(reason: "has weeks that are not whole, or over each other")
        }
        var mask = WeekMask.full
        if duration < week {
            mask = .empty
            mask.insert(minute, length: duration)
        }
        let members = groups.flatMap { group in (0..<interval).map { $0 < max(1, duration / week) ? group : [] } }
        return layer(title, start, turn: 168, members, week: mask)
    }

    private func mask() throws(NoEqual) -> WeekMask {
        guard duration <= 1440 else { throw NoEqual(reason: "lasts longer than a day on some days of the week") }
        var mask = WeekMask.empty
        for day in days { mask.insert(day + timeOfDay, length: duration) }
        return mask
    }

    /// Some days of a week in `interval` weeks; weeks begin with ``weekStart``, at the time at which the shift does.
    private func weekdays(_ title: String) throws(NoEqual) -> ImportedLayer {
        let back = ((minute - timeOfDay - weekStart) % WeekMask.length + WeekMask.length) % WeekMask.length
        let period = interval * WeekMask.length * 60
        let week = start.seconds - back * 60
        let anchor = WallTime(seconds: week + (from.seconds - week) / period * period)
        let members = groups.flatMap { group in (0..<interval).map { $0 == 0 ? group : [] } }
        return layer(title, anchor, turn: 168, members, week: try mask())
    }

    /// Turns of `interval` of the days that count: the others are nobody's, and are not counted (OnCall 1.3 and newer). After
    /// some weeks the same group has the same days again.
    private func onDays(_ title: String) throws(NoEqual) -> ImportedLayer {
        let cycle = groups.count * interval * days.count / Self.divisor(groups.count * interval, days.count)
        let weeks = cycle / days.count
        guard weeks <= 52 else { throw NoEqual(reason: "has turns that come again after more than a year") }
        let first = minute - timeOfDay
        var turns = 0
        var members: [[String]] = []
        for day in 0..<weeks * 7 {
            guard days.contains((first + day * 1440) % WeekMask.length) else {
                members.append([])
                continue
            }
            members.append(groups[turns / interval % groups.count])
            turns += 1
        }
        return layer(title, start, turn: 24, members, week: try mask())
    }

    private static func divisor(_ one: Int, _ other: Int) -> Int { other == 0 ? one : divisor(other, one % other) }
}

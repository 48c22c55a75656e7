import FoundationEssentials
import OnCall

/// A VTIMEZONE (section 3.6.5): the zone as the calendar itself describes it, whatever its name.
struct CalendarZone: Sendable, Hashable {
    /// From when on a year's clocks are ahead of UTC by how much: STANDARD or DAYLIGHT.
    struct Observance: Sendable, Hashable {
        var start: WallTime
        /// Seconds ahead of UTC before it, with which its times are told.
        var before: Int
        var after: Int
        var rules: [RecurrenceRule]
        var dates: [WallTime]
    }

    var name: String
    var observances: [Observance]

    init(_ component: CalendarComponent) throws(CalendarError) {
        guard let name = component.text("TZID") else {
            throw CalendarError("VTIMEZONE has no TZID", line: component.number)
        }
        self.name = name
        var observances: [Observance] = []
        for part in component.components where part.name == "STANDARD" || part.name == "DAYLIGHT" {
            observances.append(try Self.observance(part))
        }
        guard !observances.isEmpty else {
            throw CalendarError("VTIMEZONE \(name.prefix(60)) says no offset", line: component.number)
        }
        guard observances.count <= Self.mostObservances else {
            throw CalendarError(
                "VTIMEZONE \(name.prefix(60)) has more than \(Self.mostObservances) parts", line: component.number)
        }
        self.observances = observances
    }

    /// More than any zone has had rules.
    private static let mostObservances = 500

    private static func observance(_ part: CalendarComponent) throws(CalendarError) -> Observance {
        guard let start = try part.one("DTSTART") else {
            throw CalendarError("\(part.name) has no DTSTART", line: part.number)
        }
        var rules: [RecurrenceRule] = []
        for line in part.all("RRULE") { rules.append(try RecurrenceRuleReader.read(line)) }
        var dates: [WallTime] = []
        for line in part.all("RDATE") {
            for value in line.value.split(separator: ",") { dates.append(try CalendarTime(value, of: line).wall) }
        }
        return Observance(
            start: try CalendarTime(start).wall, before: try offset("TZOFFSETFROM", part),
            after: try offset("TZOFFSETTO", part), rules: rules, dates: dates)
    }

    /// `+0100`, `-033000`.
    private static func offset(_ name: String, _ part: CalendarComponent) throws(CalendarError) -> Int {
        guard let line = try part.one(name) else {
            throw CalendarError("\(part.name) has no \(name)", line: part.number)
        }
        guard let match = line.value.wholeMatch(of: /([+-])([0-9]{2})([0-9]{2})([0-9]{2})?/), let hours = Int(match.2),
            let minutes = Int(match.3), let seconds = Int(match.4 ?? "0"), hours < 24, minutes < 60, seconds < 60
        else { throw line.error("\(name) is no offset such as +0100: \"\(line.value.prefix(20))\"") }
        return (match.1 == "-" ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds)
    }

    /// The zone with its changes up to an instant.
    func zone(until horizon: Date) throws(CalendarError) -> Zone {
        let end = Int(horizon.timeIntervalSince1970) + 2 * 86_400
        var changes: [(at: Date, offset: Int)] = []
        for observance in observances {
            var onsets = [observance.start.seconds] + observance.dates.map(\.seconds)
            for rule in observance.rules {
                let walk = try RecurrenceWalk(rule, from: observance.start, isDate: false)
                let first = observance.start.seconds
                if first < end {
                    onsets += try walk.walls(in: first..<end) { wall in
                        guard let until = rule.until else { return true }
                        return wall - (until.isUTC ? observance.before : 0) <= until.wall
                    }
                }
            }
            changes += onsets.map {
                (at: Date(timeIntervalSince1970: Double($0 - observance.before)), offset: observance.after)
            }
        }
        let first = observances.min { $0.start.seconds - $0.before < $1.start.seconds - $1.before }
        return Zone(initial: first?.before ?? 0, changes: changes)
    }
}

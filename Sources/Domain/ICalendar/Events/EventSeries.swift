import FoundationEssentials
import OnCall

/// The events of one UID: a series and the instances that stand for some of it, expanded over a span of time.
///
/// Instances are wall times of the series' zone, each computed from its start; EXDATE and RECURRENCE-ID name them by their
/// instant, whatever the zone in which they are written.
struct EventSeries {
    let events: [CalendarEvent]
    let span: Range<Date>
    var zones: CalendarZones
    /// How much the rules of the calendar may still look at; see ``RecurrenceWalk/mostSteps``.
    private(set) var steps: Int
    private(set) var occurrences: [CalendarOccurrence] = []
    private(set) var notes: [String] = []

    private static let day = 86_400

    init(events: [CalendarEvent], span: Range<Date>, zones: CalendarZones, steps: Int) {
        self.events = events
        self.span = span
        self.zones = zones
        self.steps = steps
    }

    mutating func expand() throws(CalendarError) {
        let newest = events.filter { $0.replaces == nil }.map(\.sequence).max() ?? 0
        // Events of one UID that are not versions of each other are taken as several: some programs number badly.
        let masters = events.filter { $0.replaces == nil && $0.sequence == newest }
        let replacements = try replacements(masters: masters)
        for master in masters where !master.isCancelled {
            try within(master) { (series) throws(CalendarError) in
                try series.expand(master, without: Set(replacements.keys))
            }
        }
        for (_, event) in replacements.sorted(by: { $0.key < $1.key }) where !event.isCancelled {
            try within(event) { (series) throws(CalendarError) in
                try series.add(event, at: event.start.wall.seconds, end: event.end, isSeries: false)
            }
        }
    }

    private mutating func within(
        _ event: CalendarEvent, _ body: (inout EventSeries) throws(CalendarError) -> Void
    ) throws(CalendarError) {
        do {
            try body(&self)
        } catch {
            throw CalendarError(error.problem, line: error.line ?? event.line, uid: error.uid ?? event.uid)
        }
    }

    /// By the instant of what they stand for: of several the one that was changed last.
    private mutating func replacements(masters: [CalendarEvent]) throws(CalendarError) -> [Int: CalendarEvent] {
        var found: [Int: CalendarEvent] = [:]
        for event in events {
            guard let replaced = event.replaces else { continue }
            if let master = masters.first, master.isSeries, master.start.isDate != replaced.isDate {
                throw CalendarError(
                    "RECURRENCE-ID is a \(replaced.isDate ? "date" : "time") and the series begins at a \(replaced.isDate ? "time" : "date")",
                    line: replaced.line, uid: event.uid)
            }
            let instant = try zones.instant(of: replaced)
            if let other = found[instant], other.sequence > event.sequence { continue }
            found[instant] = event
        }
        return found
    }

    private mutating func expand(_ event: CalendarEvent, without replaced: Set<Int>) throws(CalendarError) {
        let zone = try zones.zone(of: event.start)
        var excluded = replaced
        for exception in event.exceptions { excluded.insert(try zones.instant(of: exception)) }
        let start = event.start.wall.seconds
        var seen: Set<Int> = []
        func isNew(_ instant: Int) -> Bool { !excluded.contains(instant) && seen.insert(instant).inserted }
        func instant(_ wall: Int) -> Int { Int(zone.instant(of: WallTime(seconds: wall)).timeIntervalSince1970) }
        for date in event.dates {
            let wall = try wall(of: date.time, in: zone)
            guard isNew(instant(wall)) else { continue }
            if let end = date.end {
                try add(event, at: date.time, end: end)
            } else {
                try add(event, at: wall, end: event.end, isSeries: true)
            }
        }
        if isNew(instant(start)) {
            try checkStart(event)
            try add(event, at: start, end: event.end, isSeries: event.isSeries)
        }
        let reach = try length(of: event) + 3 * Self.day
        let (low, high) = (Int(span.lowerBound.timeIntervalSince1970), Int(span.upperBound.timeIntervalSince1970))
        for rule in event.rules {
            let walk = try RecurrenceWalk(rule, from: event.start.wall, isDate: event.start.isDate)
            let walls = try walk.walls(in: low - reach..<high + 3 * Self.day, left: &steps) { wall in
                guard let until = rule.until else { return true }
                if until.isDate { return wall < until.wall + Self.day }
                if event.start.isDate { return wall <= until.wall }
                return until.isUTC ? instant(wall) <= until.wall : wall <= until.wall
            }
            for wall in walls where isNew(instant(wall)) { try add(event, at: wall, end: event.end, isSeries: true) }
        }
    }

    /// A series whose start its own rule does not have means different shifts to different readers.
    private func checkStart(_ event: CalendarEvent) throws(CalendarError) {
        guard let rule = event.rules.first else { return }
        for rule in event.rules {
            let walk = try RecurrenceWalk(rule, from: event.start.wall, isDate: event.start.isDate)
            if walk.hasStart { return }
        }
        throw CalendarError(
            "the series begins at \(event.start.wall), which its RRULE does not have; begin it at its first shift",
            line: rule.line, uid: event.uid)
    }

    /// A time of another zone as the clocks of this one show it.
    private mutating func wall(of time: CalendarTime, in zone: Zone) throws(CalendarError) -> Int {
        let own = try zones.zone(of: time)
        guard own != zone else { return time.wall.seconds }
        return zone.wallTime(at: own.instant(of: time.wall)).seconds
    }

    /// How long an event lasts on the wall at most, roughly.
    private mutating func length(of event: CalendarEvent) throws(CalendarError) -> Int {
        switch event.end {
        case .none: Self.day
        case .duration(let duration): duration.days * Self.day + duration.seconds
        case .time(let end): max(0, end.wall.seconds - event.start.wall.seconds)
        }
    }

    /// An instance of its own times.
    private mutating func add(
        _ event: CalendarEvent, at start: CalendarTime, end: CalendarEvent.End
    ) throws(CalendarError) {
        var single = event
        single.start = start
        try add(single, at: start.wall.seconds, end: end, isSeries: true)
    }

    /// An instance that begins at a wall time of the event's zone, when it is in the span.
    private mutating func add(
        _ event: CalendarEvent, at wall: Int, end: CalendarEvent.End, isSeries: Bool
    ) throws(CalendarError) {
        let zone = try zones.zone(of: event.start)
        let from = zone.instant(of: WallTime(seconds: wall))
        let until: Date
        switch end {
        case .none:
            until = event.start.isDate ? zone.instant(of: WallTime(seconds: wall + Self.day)) : from
        case .duration(let duration):
            let nominal = zone.instant(of: WallTime(seconds: wall + duration.days * Self.day))
            until = nominal.addingTimeInterval(Double(duration.seconds))
        case .time(let time):
            // By the clock on the wall: a night from 21:00 to 09:00 ends at 09:00 also when clocks change in it.
            let shift = wall - event.start.wall.seconds
            until = try zones.zone(of: time).instant(of: WallTime(seconds: time.wall.seconds + shift))
            guard until >= from || isSeries else { throw CalendarError("it ends before it begins", line: time.line) }
        }
        guard from < until else {
            if from >= span.lowerBound, from < span.upperBound {
                notes.append("line \(event.line): the event at \(event.start.wall) lasts no time, and is left out")
            }
            return
        }
        guard from < span.upperBound, until > span.lowerBound else { return }
        occurrences.append(
            CalendarOccurrence(
                uid: event.uid, line: event.line, from: from, until: until, summary: event.summary,
                attendees: event.attendees, organizer: event.organizer))
    }
}

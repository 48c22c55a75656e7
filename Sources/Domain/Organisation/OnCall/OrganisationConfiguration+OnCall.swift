public import FoundationEssentials
public import Incident
import JSON
public import OnCall
import Silencing

extension OrganisationConfiguration {
    /// The zones that rotas, schedules, maintenance windows, playbooks and the nightly batch name, without which their hours cannot be told.
    public var zoneNames: Set<String> {
        Set(rotas.compactMap(\.timezone)).union(schedules.flatMap(\.zoneNames)).union(maintenance.map(\.timezone))
            .union(hours.map(\.timezone)).union(playbookSchedules.map(\.timezone)).union(
                [nightly.timezone].compactMap(\.self))
    }

    /// The hours with this name.
    public func hours(named name: String) -> Hours? { hours.first { $0.name == name } }

    /// The zone of hours; UTC when the data does not have it: `config apply` refuses that.
    public func zone(of hours: Hours) -> Zone { zones.zone(named: hours.timezone) ?? .utc }

    /// The schedule with this name; a rota is one of one layer.
    public func schedule(named name: String) -> Schedule? {
        schedules.first { $0.name == name } ?? rota(named: name).map { $0.schedule(zones: zones) }
    }

    /// All schedules, rotas among them, by name.
    public var allSchedules: [Schedule] {
        (schedules + rotas.map { $0.schedule(zones: zones) }).sorted { $0.name < $1.name }
    }

    /// A schedule as a timetable. Zones that the data does not have count as UTC: an hour too early or too late is better
    /// than nobody; `config apply` refuses them.
    /// - Parameter changes: what people changed about it; ``changes`` when nothing is said.
    public func timetable(of schedule: Schedule, changes: [ScheduleChange]? = nil) -> Timetable {
        var known = zones
        for name in schedule.zoneNames where known.zone(named: name) == nil { known.zones[name] = .utc }
        do {
            return try Timetable(
                schedule, changes: changes ?? self.changes[schedule.name] ?? [],
                calendars: calendars[schedule.name]?.mapValues(\.shifts) ?? [:], zones: known)
        } catch {
            preconditionFailure("every zone is known: \(error)")
        }
    }

    /// Whom the name of a rota or schedule or a mail address means at a time, and what says so.
    ///
    /// Of a schedule these are all who are on call, the first line first. When nobody is, it is who comes next: an incident
    /// without anybody helps nobody.
    public func onDuty(_ name: String, at time: Date) -> [(person: Person, engagedBy: String)] {
        guard let schedule = schedule(named: name) else {
            return person(name).map { [($0, "configuration")] } ?? []
        }
        let word = rota(named: name) == nil ? "schedule" : "rota"
        let table = timetable(of: schedule)
        let now = table.onCall(at: time).filter { !$0.shadow }
        let shifts = now.isEmpty ? table.next(after: time).filter { !$0.shadow } : now
        let suffix = now.isEmpty ? ", next on call" : ""
        return shifts.compactMap(\.person).compactMap(person).map { ($0, "\(word) \(name)\(suffix)") }
    }

    /// The calendars from which layers take their shifts, each once.
    public var calendarSources: [CalendarSource] {
        var seen: Set<String> = []
        return schedules.flatMap(\.layers).compactMap(\.calendar).filter { seen.insert($0.reference).inserted }
    }

    /// The layers of schedules whose calendar was not read yet, so that nobody knows who is on call by them.
    public var unreadLayers: [(schedule: String, layer: String)] {
        schedules.flatMap { schedule in
            schedule.layers.filter { $0.calendar != nil && calendars[schedule.name]?[$0.name]?.readAt == nil }
                .map { (schedule.name, $0.name) }
        }
    }

    /// How far ahead a schedule may have no gap.
    static let gapHorizon = 14 * 86_400.0

    /// Refuses zones that the data does not have, and gaps in the next 14 days where a schedule does not allow them.
    func checkOnCall(at now: Date, in place: ConfigurationPlace) throws {
        func check(_ name: String?, _ place: ConfigurationPlace) throws {
            guard let name, zones.zone(named: name) == nil else { return }
            throw place.at("timezone").problem(
                expected: "a time zone of the IANA database such as Europe/Berlin"
                    + (zones.version.map { " (this host has its edition \($0))" } ?? ""), found: "`\(name)`")
        }
        try check(nightly.timezone, place.at("nightly"))
        for (index, rota) in rotas.enumerated() { try check(rota.timezone, place.at("rotas", "\(index)")) }
        for (index, window) in maintenance.enumerated() {
            try check(window.timezone, place.at("maintenance", "\(index)"))
        }
        for (index, hours) in hours.enumerated() { try check(hours.timezone, place.at("hours", "\(index)")) }
        for (index, schedule) in playbookSchedules.enumerated() {
            try check(schedule.timezone, place.at("playbook_schedules", "\(index)"))
        }
        let unread = Set(unreadLayers.map(\.schedule))
        for (index, schedule) in schedules.enumerated() {
            let place = place.at("schedules", "\(index)")
            try check(schedule.timezone, place)
            for (index, layer) in schedule.layers.enumerated() {
                try check(layer.timezone, place.at("layers", "\(index)"))
            }
            // Of what was not read yet nobody can say that it has gaps.
            guard !schedule.allowsGaps, !unread.contains(schedule.name) else { continue }
            let table = timetable(of: schedule)
            let gaps = table.gaps(in: now..<now.addingTimeInterval(Self.gapHorizon))
            guard let first = gaps.first else { continue }
            throw place.problem(
                expected: "somebody on call throughout the next 14 days, or `gaps: allowed`",
                found: "nobody from \(table.zone.wallTime(at: first.lowerBound)) to "
                    + "\(table.zone.wallTime(at: first.upperBound)) \(schedule.timezone)"
                    + (gaps.count > 1 ? ", and \(gaps.count - 1) more gap\(gaps.count > 2 ? "s" : "")" : ""))
        }
    }
}

import FoundationEssentials
import OnCall

/// The zones of one calendar: those that it describes itself, and those of the zone database.
///
/// Where both have a name and disagree in the time that is looked at, the calendar's own counts, since its events were written
/// with it, and that is said. A description is valid inside its calendar alone.
struct CalendarZones {
    private let embedded: [String: CalendarZone]
    private let database: ZoneDatabase
    private let window: Range<Date>
    /// Floating times and dates are told by it.
    private let floating: Zone
    private var known: [String: Zone] = [:]
    /// What was said about zones, for people.
    private(set) var notes: [String] = []

    init(embedded: [String: CalendarZone], database: ZoneDatabase, floating: Zone, window: Range<Date>) {
        self.embedded = embedded
        self.database = database
        self.floating = floating
        self.window = window
    }

    mutating func zone(of time: CalendarTime) throws(CalendarError) -> Zone {
        switch time.clocks {
        case .utc: return .utc
        case .floating: return floating
        case .zone(let name):
            if let zone = known[name] { return zone }
            guard let zone = try find(name) else {
                throw CalendarError(
                    "there is no time zone \"\(name.prefix(60))\", neither in the calendar nor in the zone database",
                    line: time.line)
            }
            known[name] = zone
            return zone
        }
    }

    mutating func instant(of time: CalendarTime) throws(CalendarError) -> Int {
        Int(try zone(of: time).instant(of: time.wall).timeIntervalSince1970)
    }

    /// The zone of a name; `nil` when nobody has it.
    mutating func find(_ name: String) throws(CalendarError) -> Zone? {
        let listed = Self.databaseNames(name).lazy.compactMap { [database] in database.zone(named: $0) }.first
        guard let own = try embedded[name]?.zone(until: window.upperBound) else { return listed }
        guard let listed else { return own }
        if own.agrees(with: listed, in: window) { return listed }
        notes.append(
            "the calendar describes the time zone \(name.prefix(60)) otherwise than the zone database; its own description counts"
        )
        return own
    }

    /// What a TZID may be called in the zone database: itself, and behind the maker of a name that is unique everywhere
    /// (`/example.org/2026a/Europe/Berlin`).
    static func databaseNames(_ name: String) -> [String] {
        guard name.hasPrefix("/") else { return [name] }
        let parts = name.split(separator: "/")
        return (1...3).filter { $0 <= parts.count }.reversed().map { parts.suffix($0).joined(separator: "/") }
    }
}

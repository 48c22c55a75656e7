public import FoundationEssentials
public import OnCall

/// An iCalendar stream (RFC 5545) as rotas are published in it: its events, expanded into spans of time.
///
/// Read are VEVENT and VTIMEZONE; all else is passed over. What is written in a way that cannot be followed exactly is an error
/// that names it: a rota that is read by halves wakes the wrong person.
///
/// * Instances are wall times of the zone of DTSTART. A time that clocks leap over counts with the offset before the leap, of a
///   doubled one the first is meant (section 3.3.5).
/// * DTEND is told by the clock on the wall, too; PTnH lasts exactly so long, PnD and PnW are days on the wall.
/// * Dates and times without a zone are told by `X-WR-TIMEZONE` when there is one, else by the zone of the reader.
public struct CalendarStream: Sendable, Hashable {
    /// No rota needs more, in bytes.
    public static let largest = 4 * 1_048_576
    /// More instances in a span are refused.
    static let mostOccurrences = 20_000
    private static let mostEvents = 20_000
    private static let mostZones = 200

    private struct Object: Sendable, Hashable {
        var events: [CalendarEvent]
        var zones: [String: CalendarZone]
        /// `X-WR-TIMEZONE`.
        var zoneName: String?
    }

    private let objects: [Object]
    /// The names by which it calls zones, as the zone database may have them.
    public let zoneNames: Set<String>
    /// How many events it has.
    public var eventCount: Int { objects.reduce(0) { $0 + $1.events.count } }

    /// Reads a text.
    /// - Parameter bytes: UTF-8, at most ``largest``.
    /// - Throws: ``CalendarError``.
    public init(_ bytes: [UInt8]) throws(CalendarError) {
        guard bytes.count <= Self.largest else {
            throw CalendarError("the calendar has more than \(Self.largest / 1_048_576) MiB")
        }
        var objects: [Object] = []
        var names: Set<String> = []
        for component in try CalendarComponent.read(bytes) where component.name == "VCALENDAR" {
            objects.append(try Self.object(component, &names))
        }
        guard !objects.isEmpty else { throw CalendarError("there is no BEGIN:VCALENDAR: this is no calendar") }
        self.objects = objects
        zoneNames = names
        guard eventCount <= Self.mostEvents else {
            throw CalendarError("the calendar has more than \(Self.mostEvents) events")
        }
    }

    private static func object(
        _ component: CalendarComponent, _ names: inout Set<String>
    ) throws(CalendarError) -> Object {
        if let scale = component.lines.first(where: { $0.name == "CALSCALE" }), scale.value.uppercased() != "GREGORIAN"
        {
            throw scale.error("CALSCALE is \(scale.value.prefix(30)); only GREGORIAN is known")
        }
        var object = Object(events: [], zones: [:], zoneName: component.text("X-WR-TIMEZONE"))
        if let name = object.zoneName { names.insert(name) }
        for part in component.components {
            switch part.name {
            case "VTIMEZONE":
                let zone = try CalendarZone(part)
                object.zones[zone.name] = zone
                guard object.zones.count <= mostZones else {
                    throw CalendarError("the calendar describes more than \(mostZones) time zones")
                }
            case "VEVENT":
                object.events.append(try CalendarEventReader.read(part))
                for name in part.lines.compactMap({ $0.parameter("TZID") }) {
                    names.formUnion(CalendarZones.databaseNames(name))
                }
            default: break
            }
        }
        return object
    }

    /// The events that overlap a span, whole, in order of time.
    /// - Parameters:
    ///   - span: at most some years.
    ///   - zones: the zone data, with those of ``zoneNames`` that it has.
    ///   - floating: by which times without a zone are told when the calendar names none.
    /// - Throws: ``CalendarError``.
    public func occurrences(
        in span: Range<Date>, zones: ZoneDatabase, floating: Zone
    ) throws(CalendarError) -> CalendarExpansion {
        var expansion = CalendarExpansion(occurrences: [], notes: [])
        for object in objects {
            try Self.expand(object, in: span, zones, floating, into: &expansion)
            guard expansion.occurrences.count <= Self.mostOccurrences else {
                throw CalendarError(
                    "the calendar has more than \(Self.mostOccurrences) events in the time that is read")
            }
        }
        expansion.occurrences.sort { ($0.from, $0.until, $0.line) < ($1.from, $1.until, $1.line) }
        return expansion
    }

    private static func expand(
        _ object: Object, in span: Range<Date>, _ database: ZoneDatabase, _ floating: Zone,
        into expansion: inout CalendarExpansion
    ) throws(CalendarError) {
        let window = span.lowerBound.addingTimeInterval(-7 * 86_400)..<span.upperBound.addingTimeInterval(7 * 86_400)
        var zones = CalendarZones(embedded: object.zones, database: database, floating: floating, window: window)
        if let name = object.zoneName {
            if let own = try zones.find(name) {
                zones = CalendarZones(embedded: object.zones, database: database, floating: own, window: window)
            } else {
                expansion.notes.append(
                    "X-WR-TIMEZONE is \(name.prefix(60)), which nobody knows; times without a zone are told by the zone of the layer"
                )
            }
        }
        var steps = RecurrenceWalk.mostSteps
        for series in series(of: object) {
            var series = EventSeries(events: series, span: span, zones: zones, steps: steps)
            try series.expand()
            expansion.occurrences += series.occurrences
            expansion.notes += series.notes
            zones = series.zones
            steps = series.steps
            guard expansion.occurrences.count <= mostOccurrences else { return }
        }
        expansion.notes += zones.notes
        expansion.notes += notes(about: object)
    }

    /// Events by UID, in the order in which they stand there first.
    private static func series(of object: Object) -> [[CalendarEvent]] {
        var places: [String: Int] = [:]
        var series: [[CalendarEvent]] = []
        for event in object.events {
            if let place = places[event.uid] {
                series[place].append(event)
            } else {
                places[event.uid] = series.count
                series.append([event])
            }
        }
        return series
    }

    /// A series that is told in UTC beside others that are not moves on the wall when clocks change: some programs write so
    /// what was meant by the wall.
    private static func notes(about object: Object) -> [String] {
        let isZoned = { (event: CalendarEvent) in if case .zone = event.start.clocks { true } else { false } }
        guard object.zoneName.map({ $0 != "UTC" }) ?? false || object.events.contains(where: isZoned) else { return [] }
        return object.events.filter { !$0.rules.isEmpty && $0.start.clocks == .utc }.map {
            "line \($0.line): the series at \($0.start.wall) is told in UTC, so that it moves on the wall when clocks change"
        }
    }
}

public import FoundationEssentials
import ICalendar
import Incident
public import OnCall

/// Reads the copies of calendars into shifts of layers, and keeps what it read until something of it changes.
///
/// Shifts are known from 400 days before the day on which they are read to 800 days after it.
public struct CalendarReading: Sendable {
    /// Zone data, and something that changes with it.
    public struct Zones: Sendable {
        /// Another value after an upgrade of the data.
        var changedAt: Date?
        var database: @Sendable (_ names: Set<String>) throws -> ZoneDatabase

        /// - Parameters:
        ///   - changedAt: another value after an upgrade of the data.
        ///   - database: the data of zones; names that it does not have are left out.
        public init(changedAt: Date?, database: @escaping @Sendable (_ names: Set<String>) throws -> ZoneDatabase) {
            self.changedAt = changedAt
            self.database = database
        }
    }

    private struct Place: Hashable {
        var schedule: String
        var layer: String
    }

    /// What shifts depend on.
    private struct Basis: Equatable {
        var layer: ScheduleLayer
        var digest: String
        var day: Int
        var zonesChangedAt: Date?
    }

    private static let past = 400 * 86_400.0
    private static let ahead = 800 * 86_400.0
    private static let mostProblems = 10

    private var known: [Place: (basis: Basis, calendar: LayerCalendar)] = [:]
    private var streams: [String: (digest: String, stream: CalendarStream)] = [:]
    private var people: [Person] = []

    /// One that has read nothing yet.
    public init() {}

    /// The digests of the texts that are in use, by reference: a reader need not load these again.
    public var digests: [String: String] { streams.mapValues(\.digest) }

    /// What the layers of a configuration take from calendars, by the names of schedule and layer.
    /// - Parameters:
    ///   - copies: by reference. One whose digest is in ``digests`` need not have its text.
    ///   - now: what comes is told from here.
    public mutating func read(
        _ organisation: OrganisationConfiguration, copies: [String: CalendarCopy], zones: Zones, at now: Date
    ) -> [String: [String: LayerCalendar]] {
        if organisation.people != people {
            people = organisation.people
            known = [:]
        }
        var result: [String: [String: LayerCalendar]] = [:]
        var kept: [Place: (basis: Basis, calendar: LayerCalendar)] = [:]
        let faults = take(copies)
        var index: CalendarPeople?
        for schedule in organisation.schedules {
            for layer in schedule.layers {
                guard let source = layer.calendar else { continue }
                let place = Place(schedule: schedule.name, layer: layer.name)
                guard let copy = copies[source.reference] else {
                    result[schedule.name, default: [:]][layer.name] = Self.unread(source)
                    continue
                }
                var problems = [copy.problem, faults[source.reference]].compactMap(\.self)
                var last = known[place]?.calendar
                if let (digest, stream) = streams[source.reference] {
                    let basis = Basis(
                        layer: layer, digest: digest, day: Int(now.timeIntervalSince1970) / 86_400,
                        zonesChangedAt: zones.changedAt)
                    if known[place]?.basis != basis {
                        let names = index ?? CalendarPeople(people)
                        index = names
                        do {
                            last = try Self.read(stream, for: layer, source, names, zones, at: now)
                        } catch {
                            // As when a zone is gone: what was known is better than nothing.
                            problems.append("\(error)")
                        }
                    }
                    if let last { kept[place] = (basis, last) }
                }
                var calendar = last ?? LayerCalendar(reference: source.reference)
                (calendar.readAt, calendar.checkedAt) = (copy.readAt, copy.checkedAt)
                calendar.problems = problems + calendar.problems
                result[schedule.name, default: [:]][layer.name] = calendar
            }
        }
        known = kept
        return result
    }

    /// Reads the texts that are new.
    /// - Returns: by reference, why one cannot be read. That was tried before it was kept, so only a release that reads less
    ///   meets it.
    private mutating func take(_ copies: [String: CalendarCopy]) -> [String: String] {
        var faults: [String: String] = [:]
        for copy in copies.values {
            guard let text = copy.text, let digest = copy.digest, streams[copy.reference]?.digest != digest else {
                continue
            }
            do {
                streams[copy.reference] = (digest, try CalendarStream(Array(text.utf8)))
            } catch {
                faults[copy.reference] = "\(error)"
            }
        }
        streams = streams.filter { copies[$0.key] != nil }
        return faults
    }

    private static func unread(_ source: CalendarSource) -> LayerCalendar {
        LayerCalendar(
            reference: source.reference,
            problems: ["it was not read yet; paging does so within a minute after the configuration is applied"])
    }

    /// Whether a text can be read for a layer: what it says, or the reason why not.
    public static func trial(
        _ text: [UInt8], for layer: ScheduleLayer, zones: Zones, at now: Date
    ) -> Result<Int, CalendarRefusal> {
        do {
            let stream = try CalendarStream(text)
            let database = try zones.database(stream.zoneNames.union([layer.timezone]))
            let found = try stream.occurrences(
                in: span(around: now), zones: database, floating: database.zone(named: layer.timezone) ?? .utc)
            return .success(found.occurrences.count)
        } catch {
            return .failure(CalendarRefusal(reason: "\(error)"))
        }
    }

    private static func span(around now: Date) -> Range<Date> {
        now.addingTimeInterval(-past)..<now.addingTimeInterval(ahead)
    }

    private static func read(
        _ stream: CalendarStream, for layer: ScheduleLayer, _ source: CalendarSource, _ people: CalendarPeople,
        _ zones: Zones, at now: Date
    ) throws -> LayerCalendar {
        let database = try zones.database(stream.zoneNames.union([layer.timezone]))
        let zone = database.zone(named: layer.timezone) ?? .utc
        let found = try stream.occurrences(in: span(around: now), zones: database, floating: zone)
        var entries: [CalendarShifts.Entry] = []
        var unknown: [String] = []
        for event in found.occurrences {
            let named = people.find(event, by: source.who)
            entries.append(CalendarShifts.Entry(named.people, from: event.from, until: event.until))
            if event.until > now, named.people.isEmpty || !named.unknown.isEmpty {
                unknown.append(text(of: event, named.unknown, source.who, zone, layer.timezone))
            }
        }
        return LayerCalendar(
            reference: source.reference, shifts: CalendarShifts(entries),
            problems: shortened(unknown) + shortened(found.notes))
    }

    private static func text(
        of event: CalendarOccurrence, _ unknown: [String], _ who: CalendarSource.Who, _ zone: Zone, _ timezone: String
    ) -> String {
        let names = unknown.prefix(5).map { String($0.prefix(100)) }.joined(separator: ", ")
        let what =
            unknown.isEmpty
            ? "names nobody listed under `people` as \(who.word)" : "names \(names), nobody listed under `people`"
        return
            "the shift at \(zone.wallTime(at: event.from)) \(timezone) (\"\(event.summary.prefix(60))\", line \(event.line)) \(what)"
    }

    private static func shortened(_ texts: [String]) -> [String] {
        texts.count <= mostProblems
            ? texts : texts.prefix(mostProblems) + ["and \(texts.count - mostProblems) more like these"]
    }
}

/// Why a calendar cannot be read.
public struct CalendarRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and where; without anything secret.
    public var reason: String
    /// The same.
    public var description: String { reason }

    /// - Parameter reason: what is wrong, and where; without anything secret.
    public init(reason: String) { self.reason = reason }
}

extension CalendarSource.Who {
    fileprivate var word: String {
        switch self {
        case .attendees: "attendee"
        case .organizer: "organizer"
        case .summary: "a part of its summary"
        }
    }
}

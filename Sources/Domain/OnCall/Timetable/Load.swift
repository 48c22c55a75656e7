public import FoundationEssentials

/// What being on call costs a person in a span of time.
public struct Load: Sendable, Hashable {
    /// A mail address.
    public let person: String
    /// How long the person is on call.
    public internal(set) var onCall: Duration = .zero
    /// Nights (22:00 to 06:00 of the schedule's clocks) of which the person has a part.
    public internal(set) var nights = 0
    /// Weekends (Saturday and Sunday of the schedule's clocks) of which the person has a part.
    public internal(set) var weekends = 0
    /// The time weighted: an hour of a weekend counts one and a half times, an hour of a night twice.
    public internal(set) var weighted: Duration = .zero
}

extension Timetable {
    /// The load of everybody who takes turns or is on call in a span, the heaviest first. Who only looks on carries nothing.
    public func load(in span: Range<Date>) -> [Load] {
        var spans: [String: (name: String, spans: [Range<Int>])] = [:]
        for person in schedule.people { spans[person.lowercased()] = (person, []) }
        for shift in shifts(in: span) where shift.covers {
            guard let person = shift.person, let part = shift.inside(span) else { continue }
            spans[person.lowercased(), default: (person, [])].spans.append(
                part.from.wholeSeconds..<part.until.wholeSeconds)
        }
        // Who has two layers at once is on call once.
        let loads = spans.values.map { load(of: $0.name, $0.spans.union) }
        return loads.sorted { ($1.weighted, $0.person) < ($0.weighted, $1.person) }
    }

    /// The lightest load in percent of the heaviest, of those who take turns, or whom a calendar gives a shift in the span: 100
    /// when all carry the same.
    public func fairness(in span: Range<Date>) -> Double {
        let named = shifts(in: span).filter { $0.source == .calendar && $0.covers }.compactMap(\.person)
        let names = Set((schedule.people + named).map { $0.lowercased() })
        let loads = load(in: span).filter { names.contains($0.person.lowercased()) }.map { $0.weighted / .seconds(1) }
        guard let heaviest = loads.max(), let lightest = loads.min(), heaviest > 0 else { return 100 }
        return lightest / heaviest * 100
    }

    private func load(of person: String, _ spans: [Range<Int>]) -> Load {
        var load = Load(person: person)
        var nights: Set<Int> = []
        var weekends: Set<Int> = []
        var weighted = 0
        for span in spans {
            load.onCall += .seconds(span.count)
            let days = (span.lowerBound + zone.offset(at: span.lowerBound)).floored(by: WallTime.secondsPerDay)
            for day in (days - 1)...(span.upperBound + 26 * 3600).floored(by: WallTime.secondsPerDay) {
                for part in DayPart.all {
                    let seconds = part.span(onDay: day, in: zone).clamped(to: span).count
                    guard seconds > 0 else { continue }
                    let weekday = Weekday(day: day)
                    if part.isNight { nights.insert(part.isMorning ? day - 1 : day) }
                    if weekday.isWeekend { weekends.insert(weekday == .sunday ? day - 1 : day) }
                    weighted += seconds * (part.isNight ? 4 : weekday.isWeekend ? 3 : 2)
                }
            }
        }
        load.nights = nights.count
        load.weekends = weekends.count
        load.weighted = .seconds(weighted) / 2
        return load
    }
}

/// A part of each day, by the clock on the wall.
private struct DayPart {
    let hours: Range<Int>
    let isNight: Bool
    /// Whether it belongs to the night of the day before.
    var isMorning: Bool { hours.lowerBound == 0 }

    static let all = [
        DayPart(hours: 0..<6, isNight: true), DayPart(hours: 6..<22, isNight: false),
        DayPart(hours: 22..<24, isNight: true),
    ]

    func span(onDay day: Int, in zone: Zone) -> Range<Int> {
        let midnight = day * WallTime.secondsPerDay
        let start = zone.second(of: midnight + hours.lowerBound * 3600)
        return start..<max(start, zone.second(of: midnight + hours.upperBound * 3600))
    }
}

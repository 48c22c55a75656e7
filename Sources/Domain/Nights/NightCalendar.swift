public import Forecast
public import FoundationEssentials
public import OnCall

/// The days of an organisation, as the clocks of its zone tell them.
public struct NightCalendar: Sendable, Hashable {
    /// When the work of a night begins: 04:30, a time that no zone leaves out or has twice when its clocks change.
    private static let beginning = 4 * 3600 + 1800
    /// How long a night may take before somebody has to look, in seconds.
    private static let patience = 6 * 3600.0

    /// Whose clocks they are.
    public let zone: Zone

    /// The days of a zone.
    public init(_ zone: Zone) { self.zone = zone }

    /// The day that a moment belongs to.
    public func day(of moment: Date) -> Day {
        Day(number: Int((Double(zone.wallTime(at: moment).seconds) / 86_400).rounded(.down)))
    }

    /// When a day begins; the day before ends there.
    public func start(of day: Day) -> Date { zone.instant(of: WallTime(seconds: day.number * 86_400)) }

    /// When a day ends.
    public func end(of day: Day) -> Date { start(of: day.next()) }

    /// From the beginning of a day to its end: 23 to 25 hours.
    public func span(of day: Day) -> Range<Date> { start(of: day)..<end(of: day) }

    /// When the work of the night after a day begins.
    public func work(of day: Day) -> Date {
        zone.instant(of: WallTime(seconds: day.next().number * 86_400 + Self.beginning))
    }

    /// The last day that has ended, before a moment.
    public func yesterday(of moment: Date) -> Day { day(of: moment).next(-1) }

    /// The day whose digest is to be told at a moment: yesterday, from an hour on until today ends; `nil` before that hour.
    /// - Parameter second: of the hour, after midnight by the clocks of the zone.
    public func digestDay(toldAt second: Int, at moment: Date) -> Day? {
        let today = day(of: moment)
        return zone.instant(of: WallTime(seconds: today.number * 86_400 + second)) <= moment ? today.next(-1) : nil
    }

    /// When work begins next, after a moment.
    public func nextWork(after moment: Date) -> Date {
        let today = day(of: moment)
        return [today.next(-1), today].map(work).first { $0 > moment } ?? work(of: today.next())
    }

    /// Whether the last night whose time has come is due now: neither it nor one that somebody ran after it is whole.
    public func isDue(_ nights: [NightRecord], at moment: Date) -> Bool {
        let yesterday = yesterday(of: moment)
        let last = work(of: yesterday) <= moment ? yesterday : yesterday.next(-1)
        return !nights.contains { $0.day >= last && $0.isWhole }
    }

    /// The nights that should have been whole before a moment and are not.
    /// - Parameters:
    ///   - nights: those that are known. Before the first of them no night was due.
    ///   - days: how many are looked at.
    public func overdue(_ nights: [NightRecord], at moment: Date, last days: Int = 14) -> [Day] {
        guard let first = nights.map(\.day).min() else { return [] }
        let whole = Set(nights.filter(\.isWhole).map(\.day))
        let yesterday = yesterday(of: moment)
        return (0..<days).reversed().map { yesterday.next(-$0) }
            .filter { $0 >= first && !whole.contains($0) && work(of: $0).addingTimeInterval(Self.patience) < moment }
    }

    /// The nights that were missed before one: those after the last whole one, the oldest first.
    /// - Parameter days: how many at most.
    public func missed(_ nights: [NightRecord], before day: Day, last days: Int = 31) -> [Day] {
        let earlier = nights.filter { $0.day < day }
        guard let first = earlier.map(\.day).min() else { return [] }
        let whole = earlier.filter(\.isWhole).map(\.day).max()
        let from = max(whole.map { $0.next() } ?? first, day.next(-days))
        return stride(from: from.number, to: day.number, by: 1).map { Day(number: $0) }
    }
}

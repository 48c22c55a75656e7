public import Forecast
public import FoundationEssentials
public import JSON
public import Nights
import NightStore
public import Postgres

/// The last nights, and what is amiss with them.
public struct NightStatus: Sendable, JSONEncodable {
    /// The newest first.
    public var nights: [NightRecord]
    /// Those that should have been whole by now.
    public var overdue: [Day]
    /// When the next one is due.
    public var next: Date

    /// Looks at the nights of the last days.
    public static func load(
        days: Int, at now: Date = Date(), settings: NightSettings, from database: some Querying
    ) async throws -> NightStatus {
        let calendar = settings.calendar
        let nights = try await StepRows.nights(from: calendar.day(of: now).next(-max(days, 15)), in: database)
        return NightStatus(
            nights: nights.reversed().filter { $0.day >= calendar.day(of: now).next(-days) },
            overdue: calendar.overdue(nights, at: now), next: calendar.nextWork(after: now))
    }

    /// In how many seconds a night is due: 0 when the last one is not whole.
    public static func secondsUntilDue(
        at now: Date = Date(), settings: NightSettings, from database: some Querying
    ) async throws -> Int {
        let calendar = settings.calendar
        let nights = try await StepRows.nights(from: calendar.day(of: now).next(-3), in: database)
        if calendar.isDue(nights, at: now) { return 0 }
        return Int(calendar.nextWork(after: now).timeIntervalSince(now).rounded(.up))
    }

    /// `items`, `next_cursor` (always null), `overdue` (days) and `next_at`.
    public var json: JSON {
        [
            "items": nights.json, "next_cursor": .null, "overdue": .array(overdue.map { .string($0.text) }),
            "next_at": next.json,
        ]
    }
}

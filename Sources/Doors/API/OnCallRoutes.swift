import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON
import OnCall
import Organisation

/// `/api/v1/oncall`: who is on call, as the configuration in force says it.
struct OnCallRoutes: Sendable {
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/oncall", "listSchedules", for: .incidentsRead, answer: list),
            Endpoint(.get, "/api/v1/oncall/{schedule}", "showSchedule", for: .incidentsRead, answer: show),
            Endpoint(.get, "/api/v1/oncall/{schedule}/shifts", "listShifts", for: .incidentsRead, answer: shifts),
            Endpoint(.get, "/api/v1/oncall/{schedule}/gaps", "listGaps", for: .incidentsRead, answer: gaps),
            Endpoint(.get, "/api/v1/oncall/{schedule}/load", "showLoad", for: .incidentsRead, answer: load),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let organisation = try await organisation()
        let moment = try call.request.time("at") ?? Date()
        return .json(Self.list(organisation.allSchedules.map { organisation.timetable(of: $0).json(at: moment) }))
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        .json(try await timetable(call).json(at: try call.request.time("at") ?? Date()))
    }

    @Sendable private func shifts(_ call: Call) async throws -> Response {
        let span = try call.request.span(days: 28)
        return .json(Self.list(try await timetable(call).shifts(in: span).map(\.json)))
    }

    @Sendable private func gaps(_ call: Call) async throws -> Response {
        let span = try call.request.span(days: 91)
        return .json(Self.list(try await timetable(call).gaps(in: span).map(\.json)))
    }

    @Sendable private func load(_ call: Call) async throws -> Response {
        let span = try call.request.span(days: 91)
        let table = try await timetable(call)
        return .json([
            "items": .array(table.load(in: span).map(\.json)), "next_cursor": .null,
            "from": span.lowerBound.json, "until": span.upperBound.json,
            "coverage": .percentage(table.coverage(in: span)), "fairness": .percentage(table.fairness(in: span)),
        ])
    }

    private func timetable(_ call: Call) async throws -> Timetable {
        let organisation = try await organisation()
        let name = try call.segment("schedule")
        guard let schedule = organisation.schedule(named: name) else {
            let known = organisation.allSchedules.map { "`\($0.name)`" }.prefix(20).joined(separator: ", ")
            throw Problem(
                .notFound,
                known.isEmpty
                    ? "there are no schedules; the configuration names them under `schedules`"
                    : "there is no such schedule; there are \(known)")
        }
        return organisation.timetable(of: schedule)
    }

    private static func list(_ items: [JSON]) -> JSON { ["items": .array(items), "next_cursor": .null] }
}

extension Request {
    /// A time of the query.
    /// - Throws: ``Problem`` 400 for one that is none.
    fileprivate func time(_ name: String) throws -> Date? {
        guard let text = parameter(name) else { return nil }
        // A `+` of an offset that was not encoded arrives as a space.
        guard let time = RFC3339.date(from: text) ?? RFC3339.date(from: text.replacing(" ", with: "+")),
            (0...Self.lastSecond).contains(time.timeIntervalSince1970)
        else {
            throw Problem(.badRequest, "\(name) must be a time such as 2026-11-28T09:45:00Z, from 1970 to 2199")
        }
        return time
    }

    /// 2200-01-01.
    private static let lastSecond = 7_258_118_400.0
    private static let longestSpan = 400 * 86_400.0

    /// The span from `from` (now) to `until`.
    /// - Parameter days: how long it is when nothing is said.
    fileprivate func span(days: Double) throws -> Range<Date> {
        let from = try time("from") ?? Date()
        let until = try time("until") ?? from.addingTimeInterval(days * 86_400)
        guard from < until, until.timeIntervalSince(from) <= Self.longestSpan else {
            throw Problem(.badRequest, "until must lie after from, and at most 400 days")
        }
        return from..<until
    }
}

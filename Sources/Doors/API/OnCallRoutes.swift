import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON
import OnCall
import OnCallDesk
import Organisation

/// `/api/v1/oncall`: who is on call, as the configuration in force and what people changed say it.
struct OnCallRoutes: Sendable {
    var desk: OnCallDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/oncall", "listSchedules", for: .incidentsRead, answer: list),
            Endpoint(.get, "/api/v1/oncall/{schedule}", "showSchedule", for: .incidentsRead, answer: show),
            Endpoint(.get, "/api/v1/oncall/{schedule}/shifts", "listShifts", for: .incidentsRead, answer: shifts),
            Endpoint(.get, "/api/v1/oncall/{schedule}/gaps", "listGaps", for: .incidentsRead, answer: gaps),
            Endpoint(.get, "/api/v1/oncall/{schedule}/load", "showLoad", for: .incidentsRead, answer: load),
            Endpoint(
                .get, "/api/v1/oncall/{schedule}/changes", "listScheduleChanges", for: .incidentsRead, answer: changes),
            Endpoint(
                .post, "/api/v1/oncall/{schedule}/overrides", "overrideSchedule", for: .incidentsWrite,
                reading: .idempotencyKey, body: OverrideRequest.self, answer: override),
            Endpoint(
                .post, "/api/v1/oncall/{schedule}/swaps", "swapShifts", for: .incidentsWrite,
                reading: .idempotencyKey, body: SwapRequest.self, answer: swap),
            Endpoint(
                .post, "/api/v1/oncall/{schedule}/suggestions", "suggestRota", for: .incidentsRead,
                body: SuggestionRequest.self, answer: suggest),
            Endpoint(
                .delete, "/api/v1/oncall/{schedule}/changes/{id}", "withdrawScheduleChange", for: .incidentsWrite,
                answer: withdraw),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let moment = try call.request.time("at") ?? Date()
        let organisation = try await organisation()
        let tables = try await desk.timetables(at: moment, by: organisation)
        return .json(
            Self.list(tables.map { $0.json(at: moment, calendars: organisation.calendars[$0.schedule.name] ?? [:]) }))
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let moment = try call.request.time("at") ?? Date()
        let organisation = try await organisation()
        let name = try call.segment("schedule")
        let table = try await desk.timetable(of: name, in: moment..<moment.addingTimeInterval(1), by: organisation)
        return .json(table.json(at: moment, calendars: organisation.calendars[name] ?? [:]))
    }

    @Sendable private func shifts(_ call: Call) async throws -> Response {
        let span = try call.request.span(days: 28)
        return .json(Self.list(try await timetable(call, in: span).shifts(in: span).map(\.json)))
    }

    @Sendable private func gaps(_ call: Call) async throws -> Response {
        let span = try call.request.span(days: 91)
        return .json(Self.list(try await timetable(call, in: span).gaps(in: span).map(\.json)))
    }

    @Sendable private func load(_ call: Call) async throws -> Response {
        let span = try call.request.span(days: 91)
        let table = try await timetable(call, in: span)
        return .json([
            "items": .array(table.load(in: span).map(\.json)), "next_cursor": .null, "from": span.lowerBound.json,
            "until": span.upperBound.json, "coverage": .percentage(table.coverage(in: span)),
            "fairness": .percentage(table.fairness(in: span)),
        ])
    }

    private func timetable(_ call: Call, in span: Range<Date>) async throws -> Timetable {
        try await desk.timetable(of: call.segment("schedule"), in: span, by: organisation())
    }

    @Sendable private func changes(_ call: Call) async throws -> Response {
        let changes = try await desk.changes(of: call.segment("schedule"), after: Date(), by: organisation())
        return .json(Self.list(changes.map(\.json)))
    }

    @Sendable private func override(_ call: Call, _ request: OverrideRequest) async throws -> Response {
        try await desk.override(
            call.segment("schedule"), request, by: organisation(), actor: call.principal.name,
            idempotency: call.idempotency(over: call.body)
        ).response()
    }

    @Sendable private func swap(_ call: Call, _ request: SwapRequest) async throws -> Response {
        try await desk.swap(
            call.segment("schedule"), request, by: organisation(), actor: call.principal.name,
            idempotency: call.idempotency(over: call.body)
        ).response()
    }

    /// It changes nothing, and answers the same question in the same way: no key of idempotency is needed.
    @Sendable private func suggest(_ call: Call, _ request: SuggestionRequest) async throws -> Response {
        .json(try await desk.suggest(call.segment("schedule"), request, by: organisation()).json)
    }

    @Sendable private func withdraw(_ call: Call) async throws -> Response {
        guard let id = UUIDText.uuid(from: try call.segment("id")) else {
            throw Problem(.notFound, "there is no such change")
        }
        let record = try await desk.withdraw(id, of: call.segment("schedule"), actor: call.principal.name)
        return .json(record.json)
    }

    private static func list(_ items: [JSON]) -> JSON { ["items": .array(items), "next_cursor": .null] }
}

extension Request {
    /// A time of the query.
    /// - Throws: ``Problem`` 400 for one that is none.
    func time(_ name: String) throws -> Date? {
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

import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentStore
import JSON
import NIOCore
import OnCall
import OnCallDesk
import Organisation
import Postgres

/// `/oncall/…`: calendars to subscribe to, and where one asks for their addresses.
struct CalendarRoutes: Sendable {
    var database: PostgresClient
    var desk: OnCallDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration
    var publicURL: String

    /// What a calendar shows of the past and of the time ahead.
    private static let past = 28 * 86_400.0
    private static let ahead = 182 * 86_400.0

    var endpoints: [Endpoint] {
        [
            Endpoint(anyone: .get, "/oncall/{token}/{kind}/{file}", answer: show),
            Endpoint(
                .get, "/api/v1/oncall/{schedule}/feed", "showFeedAddress", for: .incidentsRead, answer: address),
        ]
    }

    /// The address of the schedule's calendar, or of a person's with `?person=`, for the key that asks.
    @Sendable private func address(_ call: Call) async throws -> Response {
        let organisation = try await organisation()
        let name = try call.segment("schedule")
        guard organisation.schedule(named: name) != nil else {
            throw OnCallDeskError.noSchedule(among: organisation.allSchedules.map(\.name))
        }
        var address = CalendarAddress(.schedules, name)
        if let email = try call.request.address("person") {
            guard let person = organisation.person(email) else {
                throw Problem(.notFound, "\(email) is nobody listed under `people` of the configuration")
            }
            address = CalendarAddress(.people, person.email)
        }
        guard let key = try await APIKeyRecord.find(call.principal.keyPrefix, in: database) else {
            throw Problem(.notFound, "this key is gone")
        }
        return .json(["url": .string(publicURL + address.path(for: key)), "key": .string(key.prefix)])
    }

    @Sendable private func show(_ request: Request) async throws -> Response {
        guard let (token, address) = CalendarAddress.read(request.uri.path),
            let key = try await APIKeyRecord.find(String(token.prefix(8)), in: database), key.isValid(at: Date()),
            key.scopes.contains(Scope.incidentsRead.rawValue), address.isToken(token, of: key),
            let feed = try await feed(address)
        else { throw Problem(.notFound, "there is no such calendar, or its address is not good any more") }
        return Response(
            status: .ok,
            headers: [.contentType: "text/calendar; charset=utf-8", .cacheControl: "private, max-age=300"],
            body: .init(byteBuffer: ByteBuffer(string: feed.text(at: Date()))))
    }

    private func feed(_ address: CalendarAddress) async throws -> CalendarFeed? {
        let organisation = try await organisation()
        let now = Date()
        let span = now.addingTimeInterval(-Self.past)..<now.addingTimeInterval(Self.ahead)
        let tables: [Timetable]
        let title: String
        switch address.kind {
        case .schedules:
            guard organisation.schedule(named: address.name) != nil else { return nil }
            tables = [try await desk.timetable(of: address.name, in: span, by: organisation)]
            title = "On call: \(address.name)"
        case .people:
            guard let person = organisation.person(address.name) else { return nil }
            tables = try await desk.timetables(at: now, by: organisation)
            title = "On call: \(person.name)"
        }
        let entries = tables.flatMap { table in
            table.shifts(in: span).compactMap { shift -> CalendarFeed.Entry? in
                guard let person = shift.person, address.kind == .schedules || person.lowercased() == address.name
                else { return nil }
                return CalendarFeed.Entry(
                    schedule: table.schedule.name, shift: shift, name: organisation.person(person)?.name ?? person)
            }
        }
        return CalendarFeed(title: title, entries: entries)
    }
}

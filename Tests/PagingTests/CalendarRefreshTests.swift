import Curl
import Environment
import Foundation
import JSON
import LoopbackServers
import OnCall
import OnCallDesk
import Organisation
import Synchronization
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Paging

/// Layers that are read from a calendar of somebody else's, over HTTP.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct CalendarRefreshTests {
    /// A calendar that answers what a test says next.
    private final class Source: Sendable {
        private final class Next: Sendable {
            let reply: Mutex<HTTPServer.Reply>

            init(_ reply: HTTPServer.Reply) { self.reply = Mutex(reply) }
        }

        let server: HTTPServer
        private let next: Next

        init(_ reply: HTTPServer.Reply) throws {
            let next = Next(reply)
            self.next = next
            server = try HTTPServer { _ in next.reply.withLock { $0 } }
        }

        func answer(_ reply: HTTPServer.Reply) { next.reply.withLock { $0 = reply } }
    }

    private struct Fixture {
        let paging: PagingFixture
        let environment: WorkerEnvironment
        let refresh: CalendarRefresh

        /// Who is on call by the layer at a moment, read as another process reads it.
        func onCall(_ time: String) async throws -> [String] {
            let changes = StandingChanges(database: environment.database, freshness: .zero)
            let organisation = try await changes.applied(to: environment.organisation.current())
            let schedule = try #require(organisation.schedule(named: "outside"))
            return organisation.timetable(of: schedule).onCall(at: try Date(time, strategy: .iso8601)).map {
                "\($0.person ?? "nobody") \($0.source)"
            }
        }

        func problems() async throws -> [String] {
            let changes = StandingChanges(database: environment.database, freshness: .zero)
            let organisation = try await changes.applied(to: environment.organisation.current())
            return organisation.calendars["outside"]?["line"]?.problems ?? []
        }

        func makeDue() async throws {
            _ = try await paging.rows("update core.calendar_copy set next_at = now() - interval '1 second'")
        }

        func row() async throws -> String {
            try await paging.rows(
                "select coalesce(etag, '-') || ' ' || failures || ' ' || coalesce(problem, 'well') from core.calendar_copy"
            ).joined()
        }
    }

    private func run(
        _ calendar: JSON, allowing: Bool = true, variables: [String: String] = [:],
        _ body: (Fixture) async throws -> Void
    ) async throws {
        try await PagingFixture.run { paging in
            var document = try #require(PagingFixture.organisation.objectValue)
            document["schedules"] = [
                [
                    "name": "outside", "timezone": "Europe/Berlin", "gaps": "allowed",
                    "layers": [["name": "line", "calendar": calendar]],
                ]
            ]
            _ = try await paging.rows(
                """
                insert into core.configuration (digest, document, applied_by)
                values ('calendar', '\(JSON.object(document).text())', 'test')
                """)
            var environment = paging.harness.environment
            environment.organisation = OrganisationSource(database: environment.database, freshness: .zero)
            let loopback = try #require(CIDR("127.0.0.0/8"))
            environment.http = CurlClient(policy: OutboundPolicy(allowedNetworks: allowing ? [loopback] : []))
            try await body(
                Fixture(
                    paging: paging, environment: environment,
                    refresh: CalendarRefresh(environment, variables: EnvironmentVariables(variables))))
        }
    }

    private static func text(_ person: String, rule: String = "FREQ=WEEKLY") -> String {
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:x
        BEGIN:VEVENT
        UID:1
        DTSTART;TZID=Europe/Berlin:20260105T090000
        DTEND;TZID=Europe/Berlin:20260109T170000
        RRULE:\(rule)
        ATTENDEE;CN=X:mailto:\(person)@example.org
        END:VEVENT
        END:VCALENDAR

        """
    }

    private static func reply(_ person: String, etag: String = "\"1\"", rule: String = "FREQ=WEEKLY")
        -> HTTPServer.Reply
    {
        .answer("200 OK", ["ETag: \(etag)", "Content-Type: text/calendar"], body: text(person, rule: rule))
    }

    @Test func aCalendarSaysWhoIsOnCallAndTheLastGoodVersionStays() async throws {
        let source = try Source(Self.reply("first"))
        try await run(["url": .string("\(source.server.url)/rota.ics")]) { fixture in
            #expect(try await fixture.problems().first?.hasPrefix("it was not read yet") == true)
            #expect(try await fixture.onCall("2026-07-06T07:00:00Z") == [])
            try await fixture.refresh.look()
            #expect(try await fixture.problems() == [])
            #expect(try await fixture.onCall("2026-07-06T06:59:59Z") == [])
            #expect(try await fixture.onCall("2026-07-06T07:00:00Z") == ["first@example.org calendar"])
            // It is not due.
            try await fixture.refresh.look()
            #expect(source.server.requests.count == 1)
            // A source that has nothing new says so.
            source.answer(.answer("304 Not Modified"))
            try await fixture.makeDue()
            try await fixture.refresh.look()
            #expect(source.server.requests.last?.headers["If-None-Match"] == "\"1\"")
            #expect(try await fixture.row() == "\"1\" 0 well")
            // One that fails, and one that cannot be followed, change nothing but what is said of them.
            source.answer(.answer("500 Internal Server Error", body: "gone"))
            try await fixture.makeDue()
            try await fixture.refresh.look()
            #expect(try await fixture.problems() == ["the source answered 500"])
            source.answer(Self.reply("second", etag: "\"2\"", rule: "FREQ=WEEKLY;RSCALE=CHINESE"))
            try await fixture.makeDue()
            try await fixture.refresh.look()
            #expect(try await fixture.row().hasPrefix("\"1\" 2 line 8 (event 1): RRULE has the part RSCALE"))
            #expect(try await fixture.onCall("2026-07-06T07:00:00Z") == ["first@example.org calendar"])
            // A better one takes its place.
            source.answer(Self.reply("second", etag: "\"3\""))
            try await fixture.makeDue()
            try await fixture.refresh.look()
            #expect(try await fixture.row() == "\"3\" 0 well")
            #expect(try await fixture.onCall("2026-07-06T07:00:00Z") == ["second@example.org calendar"])
        }
    }

    @Test func severalInstancesFetchItOnce() async throws {
        let source = try Source(Self.reply("first"))
        try await run(["url": .string("\(source.server.url)/rota.ics")]) { fixture in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await fixture.refresh.look() } }
                try await group.waitForAll()
            }
            #expect(source.server.requests.count == 1)
        }
    }

    @Test func aShiftOfNobodyKnownIsSaid() async throws {
        let source = try Source(Self.reply("stranger"))
        try await run(["url": .string("\(source.server.url)/rota.ics")]) { fixture in
            try await fixture.refresh.look()
            let problems = try await fixture.problems()
            #expect(problems.first?.contains("names stranger@example.org, nobody listed under `people`") == true)
            #expect(problems.count == 11)
            #expect(problems.last?.hasPrefix("and ") == true)
            let watch = ShiftWatch(fixture.environment)
            try await watch.look(at: Date())
            #expect(
                fixture.environment.metrics.text.contains("muster_oncall_calendar_problems 1"))
        }
    }

    @Test func aSecretAddressIsReadFromTheEnvironmentAndKeptNowhere() async throws {
        let source = try Source(Self.reply("first"))
        let url = "\(source.server.url)/private-0123456789abcdef/basic.ics"
        try await run(["url_variable": "PAYMENTS_CALENDAR"], variables: ["PAYMENTS_CALENDAR": url]) { fixture in
            try await fixture.refresh.look()
            #expect(source.server.requests.map(\.path) == ["/private-0123456789abcdef/basic.ics"])
            #expect(try await fixture.onCall("2026-07-06T07:00:00Z") == ["first@example.org calendar"])
            source.answer(.drop)
            try await fixture.makeDue()
            try await fixture.refresh.look()
            #expect(try await fixture.problems().first?.hasPrefix("the source cannot be read") == true)
            #expect(
                try await fixture.paging.rows(
                    "select reference from core.calendar_copy where calendar_copy::text not like '%0123456789abcdef%'")
                    == ["$PAYMENTS_CALENDAR"])
        }
        try await run(["url_variable": "PAYMENTS_CALENDAR"]) { fixture in
            try await fixture.refresh.look()
            #expect(
                try await fixture.problems()
                    == ["neither PAYMENTS_CALENDAR nor PAYMENTS_CALENDAR_FILE is set where paging runs"])
        }
    }

    @Test func anAddressInsideIsRefusedUntilItIsAllowed() async throws {
        let source = try Source(Self.reply("first"))
        try await run(["url": .string("\(source.server.url)/rota.ics")], allowing: false) { fixture in
            try await fixture.refresh.look()
            #expect(source.server.requests.isEmpty)
            #expect(try await fixture.problems().first?.contains("MUSTER_OUTBOUND_ALLOW") == true)
        }
    }

    @Test func copiesThatNobodyNamesAreForgotten() async throws {
        let source = try Source(Self.reply("first"))
        try await run(["url": .string("\(source.server.url)/rota.ics")]) { fixture in
            _ = try await fixture.paging.rows(
                """
                insert into core.calendar_copy (reference, checked_at, next_at)
                values ('https://old.example.org', now() - interval '31 days', now()), ('https://new.example.org', now(), now())
                """)
            try await fixture.refresh.look()
            #expect(
                try await fixture.paging.rows("select count(*) from core.calendar_copy where reference like 'https%'")
                    == ["1"])
        }
    }
}

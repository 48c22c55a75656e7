import AlertDesk
import Contracts
import Encodings
import Foundation
import JSON
import Logging
import Postgres
import SampleOrganisation
import TestServers
import Testing
import WorkStore
import WorkerKit

@testable import Intake

/// What becomes of alerts and incidents by themselves, from the request to the row.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct SettlingTests {
    private func send(_ intake: IntakeProcess, _ key: String, team: String, resolve: Bool = false) async throws {
        let reply = try await intake.post(
            "/api/v1/alerts",
            [
                "title": .string("Trouble with \(key)"), "dedup_key": .string(key), "severity": "critical",
                "group_key": "g", "labels": ["team": .string(team)], "action": resolve ? "resolve" : "open",
            ])
        #expect(reply.status == 202)
    }

    /// Does what a message of a timer asks for.
    private func handle<Handler: DatabaseHandler>(
        _ body: Handler.Body, _ handler: Handler, _ intake: IntakeProcess
    ) async throws {
        let client = PostgresClient(
            configuration: try PostgresConfiguration(
                url: intake.database.url(process: "intake"), applicationName: "test"),
            logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            try await client.transaction { transaction in
                let work = UnitOfWork(transaction, source: "/muster/intake")
                let message = Received(
                    id: .v7(), body: body, subject: "s", time: Date(), correlationID: nil, traceparent: nil, attempt: 1)
                #expect(try await handler.handle([message], in: work) == [.done])
                _ = try await work.commit()
            }
            group.cancelAll()
        }
    }

    private func route(_ alert: String, _ intake: IntakeProcess) async throws {
        let id = try #require(UUID(uuidString: alert))
        let handler = RouteAlertHandler(
            alerts: WaitingAlerts(organisation: { try Samples.organisation() }, silences: SilenceBook()))
        try await handle(RouteAlert(alert: id), handler, intake)
    }

    private func settle(_ intake: IntakeProcess) async throws {
        let id = try await intake.database.run(sql: "select id from core.incident")
        let incident = try #require(id.first.flatMap { UUID(uuidString: $0) })
        try await handle(SettleIncident(incident: incident), SettleIncidentHandler(), intake)
    }

    private let timers = "select type from intake.timer order by type"
    private let incidents = """
        select status, version, alerts_rest_at is not null, settles_at is not null, paging_ended_at is not null
        from core.incident
        """

    @Test func anAlertIsHeldBackAndOpensItsIncidentWhenItIsStillThere() async throws {
        try await IntakeProcess.run { intake in
            let database = intake.database
            for key in ["a", "b"] { try await send(intake, key, team: "patient") }
            #expect(try await database.run(sql: "select count(*) from core.incident") == ["0"])
            #expect(try await database.run(sql: timers) == ["muster.alert.route.v1", "muster.alert.route.v1"])
            try await send(intake, "a", team: "patient", resolve: true)
            #expect(try await database.run(sql: timers) == ["muster.alert.route.v1"])
            let alerts = try await database.run(sql: "select id from core.alert order by dedup_key")
            for alert in alerts + [alerts[1]] { try await route(alert, intake) }
            #expect(
                try await database.run(sql: "select dedup_key, outcome, reason from core.alert order by dedup_key") == [
                    "a|no_route|resolved by itself while route patient held it back: nobody was told",
                    "b|incident|route patient asks for an incident",
                ])
            #expect(try await database.run(sql: "select count(*), sum(alert_count) from core.incident") == ["1|1"])
            #expect(try await database.run(sql: "select dedup_key from core.open_alert") == ["b"])
        }
    }

    /// One picture of what holds an alert back: its route waits with it, or a silence holds it.
    @Test func aSilenceTakesOverWhatARouteWaitsWith() async throws {
        try await IntakeProcess.run { intake in
            let database = intake.database
            let rows = "select outcome, held_until is not null, split_part(reason, ' ', 1) from core.alert"
            try await send(intake, "a", team: "patient")
            #expect(try await database.run(sql: rows) == ["no_route|t|route"])
            let silence = try await intake.post(
                "/api/v1/silences",
                [
                    "matchers": ["team=\"patient\""], "until": Date().addingTimeInterval(3600).json,
                    "reason": "upgrade",
                ])
            let alert = try #require(try await database.run(sql: "select id from core.alert").first)
            for _ in 0..<2 { try await route(alert, intake) }
            #expect(try await database.run(sql: rows) == ["silenced|f|silence"])
            // Ended early: what still fires is routed at once, and not waited with again.
            let id = try #require(silence.json["id"]?.stringValue)
            #expect(try await intake.send("DELETE", "/api/v1/silences/\(id)").status == 200)
            try await send(intake, "a", team: "patient")
            #expect(try await database.run(sql: rows) == ["incident|f|route"])
            // And one that is over while it is silenced says so.
            _ = try await intake.post(
                "/api/v1/silences",
                [
                    "matchers": ["dedup_key=\"b\""], "until": Date().addingTimeInterval(3600).json, "reason": "upgrade",
                ])
            try await send(intake, "b", team: "patient")
            try await send(intake, "b", team: "patient", resolve: true)
            #expect(
                try await database.run(
                    sql: "select status, split_part(reason, ' ', 1) from core.alert where dedup_key = 'b'")
                    == ["resolved|silence"])
        }
    }

    @Test func anIncidentAtRestBecomesStableAndActiveAgain() async throws {
        try await IntakeProcess.run { intake in
            let database = intake.database
            try await send(intake, "a", team: "settling")
            try await send(intake, "a", team: "settling", resolve: true)
            #expect(try await database.run(sql: incidents) == ["active|2|t|t|t"])
            #expect(try await database.run(sql: timers) == ["muster.incident.settle.v1"])
            // Its time has not come.
            try await settle(intake)
            #expect(try await database.run(sql: incidents) == ["active|2|t|t|t"])
            #expect(try await intake.get("/api/v1/incidents/INC-1").json["settles_at"] != .null)
            // It fires before that: the timer is taken back, and people are paged again.
            try await send(intake, "b", team: "settling")
            #expect(try await database.run(sql: timers) == [])
            let orders = "select count(*) from intake.outbox where type = 'muster.incident.settle.v1'"
            #expect(try await database.run(sql: orders) == ["1"])
            try await settle(intake)
            #expect(try await database.run(sql: incidents) == ["active|3|f|t|f"])
            try await send(intake, "b", team: "settling", resolve: true)
            try await database.run(sql: "update core.incident set settles_at = now() - interval '1 second'")
            try await settle(intake)
            #expect(try await database.run(sql: incidents) == ["stable|5|t|t|t"])
            // And after it.
            try await send(intake, "c", team: "settling")
            #expect(try await database.run(sql: orders) == ["2"])
            for _ in 0..<2 { try await settle(intake) }
            #expect(try await database.run(sql: incidents) == ["active|6|f|f|f"])
            #expect(
                try await database.run(
                    sql: """
                        select text from core.timeline where actor = 'muster' and kind <> 'review' order by at, id
                        """)
                    == [
                        "People are paged again: an alert fires",
                        "INC-1 is stable by itself: all of its alerts stay resolved",
                        "INC-1 is active again: an alert fires", "People are paged again: an alert fires",
                    ])
            #expect(try await database.run(sql: "select text from core.timeline where kind = 'review'").count == 1)
        }
    }

    @Test func anAlertWithoutNewsIsDoubtful() async throws {
        try await IntakeProcess.run { intake in
            for (key, team) in [("a", "settling"), ("b", "quiet")] { try await send(intake, key, team: team) }
            func doubtful() async throws -> [JSON?] {
                let items = try await intake.get("/api/v1/alerts").json["items"]?.arrayValue ?? []
                return items.sorted { ($0["dedup_key"]?.stringValue ?? "") < ($1["dedup_key"]?.stringValue ?? "") }
                    .map { $0["doubtful"] }
            }
            #expect(try await doubtful() == [false, false])
            try await intake.database.run(sql: "update core.alert set last_at = last_at - interval '61 minutes'")
            #expect(try await doubtful() == [true, false])
            try await intake.database.run(sql: "update core.alert set last_at = last_at - interval '1 day'")
            #expect(try await doubtful() == [true, true])
            try await send(intake, "a", team: "settling")
            #expect(try await doubtful() == [false, true])
            try await intake.database.run(sql: "update core.alert set status = 'resolved'")
            #expect(try await doubtful() == [false, false])
        }
    }
}

import AlertDesk
import Contracts
import Encodings
import Foundation
import JSON
import Logging
import Organisation
import Postgres
import SampleOrganisation
import TestServers
import Testing
import WorkStore
import WorkerKit

@testable import Intake

/// What becomes of heartbeats, with intake's role on a database of their own.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct HeartbeatTests {
    private func organisation() throws -> OrganisationConfiguration {
        var organisation = try Samples.organisation()
        organisation.heartbeats = [Heartbeat(name: "backup", source: "batch", interval: .seconds(300), failures: 2)]
        return organisation
    }

    private struct Bench {
        let desk: HeartbeatDesk
        let committer: Committer
        let handler: MissHeartbeatHandler
        let database: TestDatabase
        let organisation: OrganisationConfiguration

        func beat() async throws -> HeartbeatRecord {
            try await desk.beat("backup", from: "batch", in: organisation, trace: nil)
        }

        /// What the timer does when it is due and `moved` seconds later comes to the handler.
        func miss(moved: Double = 0) async throws {
            let due = try await database.run(sql: "select extract(epoch from due_at) from core.heartbeat")
            let movedAt = Date(timeIntervalSince1970: (due.first.flatMap(Double.init) ?? 0) + moved)
            let message = Received(
                id: .v7(), body: MissHeartbeat(heartbeat: "backup"), subject: "heartbeat", time: movedAt,
                correlationID: nil, traceparent: nil, attempt: 1)
            _ = try await committer.commit { try await handler.handle([message], in: $0) }
        }

        func elapse(_ seconds: Int) async throws {
            try await database.run(
                sql: """
                    update core.heartbeat set beat_at = beat_at - interval '\(seconds) s',
                        due_at = due_at - interval '\(seconds) s'
                    """)
        }

        func alerts() async throws -> [String] {
            try await database.run(
                sql: "select source, dedup_key, status, outcome, count from core.alert order by id")
        }
    }

    private func withBench(_ body: (Bench) async throws -> Void) async throws {
        let organisation = try organisation()
        try await TestServers.shared().withDatabase(template: TestServers.migratedTemplate) { database in
            let client = PostgresClient(
                configuration: try PostgresConfiguration(url: database.url(process: "intake"), applicationName: "test"),
                logger: Logger(label: "test"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await client.run() }
                let committer = Committer(
                    database: client, source: "/muster/intake", handOver: { _ in }, publish: { _ in [] }, wakeTimers: {}
                )
                let silences = SilenceBook()
                try await body(
                    Bench(
                        desk: HeartbeatDesk(database: client, committer: committer, silences: silences),
                        committer: committer,
                        handler: MissHeartbeatHandler(
                            organisation: { organisation }, watch: HeartbeatWatch(silences: silences)),
                        database: database, organisation: organisation))
                group.cancelAll()
            }
        }
    }

    @Test func silenceOpensAnAlertOnceAndTheNextBeatResolvesIt() async throws {
        try await withBench { bench in
            #expect(try await bench.desk.list(of: bench.organisation).map(\.state) == [.waiting])
            #expect(try await bench.beat().state == .alive)
            let timer = try await bench.database.run(
                sql: "select t.key, t.due = h.due_at, h.due_at - h.beat_at from intake.timer t, core.heartbeat h")
            #expect(timer == ["heartbeat backup|t|00:10:00"])
            try await bench.miss()
            #expect(try await bench.alerts() == [], "it is not due yet")
            try await bench.elapse(601)
            for _ in 0..<2 { try await bench.miss() }
            #expect(try await bench.alerts() == ["batch|heartbeat/backup|open|incident|1"])
            let missing = try #require(try await bench.desk.list(of: bench.organisation).first)
            #expect(missing.state == .missing && missing.json["alert"] != .null)
            #expect(try await bench.beat().state == .alive)
            #expect(try await bench.alerts() == ["batch|heartbeat/backup|resolved|incident|1"])
            try await bench.elapse(601)
            try await bench.miss()
            #expect(try await bench.alerts().count == 2)
        }
    }

    @Test func whatIntakeCouldNotHearIsNoSilence() async throws {
        try await withBench { bench in
            _ = try await bench.beat()
            try await bench.elapse(4000)
            try await bench.miss(moved: 3000)
            #expect(try await bench.alerts() == [])
            let due = try await bench.database.run(sql: "select due_at > now() + interval '9 min' from core.heartbeat")
            #expect(due == ["t"])
            try await bench.elapse(700)
            try await bench.miss()
            #expect(try await bench.alerts().count == 1)
        }
    }

    @Test func whatTheConfigurationDoesNotNameIsForgotten() async throws {
        try await withBench { bench in
            _ = try await bench.beat()
            try await bench.elapse(601)
            let watch = HeartbeatWatch(silences: SilenceBook())
            let without = try Samples.organisation()
            try await bench.committer.commit {
                try await watch.miss("backup", movedAt: Date(), in: without, trace: nil, work: $0)
            }
            #expect(try await bench.database.run(sql: "select count(*) from core.heartbeat") == ["0"])
            #expect(try await bench.alerts() == [])
        }
    }

    @Test func aBeatNeedsTheKeyOfItsSource() async throws {
        try await IntakeProcess.run { intake in
            #expect(try await intake.post("/api/v1/heartbeats/nosuch", .null).status == 404)
            let document = """
                update core.configuration set document = jsonb_set(document::jsonb, '{heartbeats}',
                    '[{"name": "one", "source": "prometheus", "interval": "1m"},
                      {"name": "other", "source": "batch", "interval": "1m"}]')
                """
            try await intake.database.run(sql: document)
            try await intake.database.run(
                sql:
                    "insert into core.configuration (digest, document, applied_by) select 'y', document, 'test' from core.configuration"
            )
            try await eventually("the configuration is read again") {
                try await intake.post("/api/v1/heartbeats/one", .null).status == 200
            }
            let other = try await intake.post("/api/v1/heartbeats/other", .null)
            #expect(other.status == 403 && other.text.contains("of the source batch"))
            let list = try await intake.get("/api/v1/heartbeats").json["items"]?.arrayValue ?? []
            #expect(list.map { $0["state"]?.stringValue } == ["alive", "waiting"])
        }
    }
}

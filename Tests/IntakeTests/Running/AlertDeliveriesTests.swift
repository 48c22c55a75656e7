import AlertDesk
import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import JSON
import Logging
import Postgres
import SampleOrganisation
import TestServers
import Testing
import WorkStore
import WorkerKit

@testable import Intake

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct AlertDeliveriesTests {
    private func message(_ key: String, _ body: String) -> RawMessage {
        RawMessage(
            id: .v7(), sourceMessageID: nil, routingKey: key, contentType: nil, body: Array(body.utf8),
            traceparent: nil, attempt: 1)
    }

    /// Runs a test with intake's role on a database that knows one detector.
    private let deliveries = AlertDeliveries(
        organisation: { try Samples.organisation() }, silences: SilenceBook(), metrics: AlertMetrics(MetricsRegistry()))

    private func withDatabase(_ body: (PostgresClient, TestDatabase) async throws -> Void) async throws {
        try await TestServers.shared().withDatabase(template: TestServers.migratedTemplate) { database in
            try await database.run(
                sql: "insert into core.detector (source, broker_user) values ('scanner', 'detector-scanner')")
            let client = PostgresClient(
                configuration: try PostgresConfiguration(url: database.url(process: "intake"), applicationName: "test"),
                logger: Logger(label: "test"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await client.run() }
                try await body(client, database)
                group.cancelAll()
            }
        }
    }

    private func handle(_ batch: [RawMessage], _ client: PostgresClient) async throws -> [Outcome] {
        try await client.transaction { transaction in
            try await deliveries.handle(
                batch, in: UnitOfWork(transaction, source: "/muster/intake"))
        }
    }

    @Test func storesAlertsOfAKnownDetectorInEachFormat() async throws {
        try await withDatabase { client, database in
            let outcomes = try await handle(
                [
                    message("native.scanner", #"{"title":"Found","dedup_key":"a","severity":"critical"}"#),
                    message("native.scanner", #"{"title":"Found","dedup_key":"a","severity":"critical"}"#),
                    message(
                        "alertmanager.scanner",
                        #"{"version":"4","alerts":[{"status":"firing","labels":{"alertname":"High"},"fingerprint":"c0"}]}"#
                    ),
                    message(
                        "cloudevents.scanner",
                        #"{"specversion":"1.0","id":"1","source":"/s","type":"t","data":{"title":"Event"}}"#),
                ], client)
            #expect(outcomes == [.done, .done, .done, .done])
            let rows = try await database.run(sql: "select format, count, source from core.alert order by format")
            #expect(rows == ["alertmanager|1|scanner", "cloudevents|1|scanner", "native|2|scanner"])
        }
    }

    @Test func anExerciseMeetsNothingReal() async throws {
        try await withDatabase { client, database in
            let body = #"{"title":"Found","dedup_key":"a","severity":"critical"}"#
            let outcomes = try await handle(
                ["native.scanner", "native.scanner (drill)"].map { message($0, body) }, client)
            #expect(outcomes == [.done, .done])
            let rows = try await database.run(
                sql: """
                    select a.source, a.count, i.drill from core.alert a join core.incident i on i.id = a.incident_id
                    order by a.source
                    """)
            #expect(rows == ["scanner|1|f", "scanner (drill)|1|t"])
            let stranger = try await handle([message("native.stranger (drill)", body)], client)
            guard case .failed(let failure) = stranger[0] else { throw TestServersError("it was taken") }
            #expect(failure.code == "unknown-source")
        }
    }

    /// What only says something of an open alert holds no alert, and is done all the same.
    @Test func anAcknowledgementIsDone() async throws {
        try await withDatabase { client, database in
            let trigger =
                #"{"event_action":"trigger","dedup_key":"k","payload":{"summary":"s","source":"h","severity":"error"}}"#
            for body in [trigger, #"{"event_action":"acknowledge","dedup_key":"k"}"#] {
                let outcomes = try await handle([message("pagerduty.scanner", body)], client)
                #expect(outcomes == [.done])
            }
            #expect(try await database.run(sql: "select status from core.alert") == ["acknowledged"])
        }
    }

    /// A copy after a lost confirm has no id that would tell it from another alert (Apprise, `amqp://`).
    @Test func aCopyWithoutAnyKeyIsTheSameAlert() async throws {
        try await withDatabase { client, database in
            for body in [#"{"title":"Backup failed"}"#, #"{"title":"Backup failed"}"#, #"{"title":"Disk full"}"#] {
                _ = try await handle([message("native.scanner", body)], client)
            }
            let rows = try await database.run(sql: "select title, count from core.alert order by title")
            #expect(rows == ["Backup failed|2", "Disk full|1"])
        }
    }

    @Test func refusesForGoodWhatCanNeverBeStored() async throws {
        try await withDatabase { client, _ in
            let codes = try await handle(
                [
                    message("native.stranger", #"{"title":"Found"}"#), message("carrier-pigeon.scanner", "{}"),
                    message("native.scanner", "{"), message("native.scanner", #"{"title":""}"#),
                ], client
            ).map { outcome in
                guard case .failed(let failure) = outcome, failure.remedy == .deadLetter else { return "" }
                return failure.code
            }
            #expect(codes == ["unknown-source", "unknown-format", "undecodable", "rejected"])
        }
    }

    /// Nobody waits for an answer: each goes back to the queue alone, and becomes a dead letter there.
    @Test func aRefusedAlertAmongSeveralGoesOnAlone() async throws {
        try await withDatabase { client, database in
            let outcomes = try await client.transaction { transaction in
                let work = UnitOfWork(transaction, source: "/muster/intake")
                let outcomes = try await deliveries.handle(
                    [
                        message(
                            "native.scanner",
                            #"[{"title":"One","dedup_key":"1"},{"dedup_key":"2"},{"title":"Three","dedup_key":"3"}]"#)
                    ], in: work)
                _ = try await work.commit()
                return outcomes
            }
            #expect(outcomes == [.done])
            #expect(
                try await database.run(sql: "select title from core.alert order by title") == ["One", "Three"])
            let rows = try await database.run(
                sql: """
                    select exchange, routing_key, type, convert_from(body, 'UTF8') from intake.outbox
                    where type = 'native.scanner'
                    """)
            #expect(rows == [#"intake|work|native.scanner|{"dedup_key":"2"}"#])
            let alone = try await handle([message("native.scanner", #"{"dedup_key":"2"}"#)], client)
            guard case .failed(let failure) = alone.first else {
                Issue.record("it was taken")
                return
            }
            #expect(failure.remedy == .deadLetter && failure.detail.contains("title"))
        }
    }
}

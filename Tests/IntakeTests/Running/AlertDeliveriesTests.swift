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
            try await AlertDeliveries(organisation: { try Samples.organisation() }).handle(
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
}

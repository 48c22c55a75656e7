import AMQP
import BrokerTopology
import Foundation
import JSON
import Logging
import Postgres
import TestServers
import Testing

@testable import Operations

/// What is under way, read with the operator's rights.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct OverviewReaderTests {
    private func withReader(
        _ broker: ManagementClient, _ body: (TestDatabase, OverviewReader) async throws -> Void
    ) async throws {
        try await TestServers.shared().withDatabase(template: TestServers.migratedTemplate) { database in
            let client = PostgresClient(
                configuration: try PostgresConfiguration(
                    url: database.url(process: "operator"), applicationName: "test"),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let running = Task { try await client.run() }
            defer { running.cancel() }
            let topology = try Topology(directory: MigratedDatabase.topology)
            try await body(database, OverviewReader(client: client, broker: broker, topology: topology))
        }
    }

    private func incident(_ number: Int, _ status: String, _ severity: String, drill: Bool = false) -> String {
        """
        insert into core.incident (id, title, description, type, severity, priority, source, status, drill, reported_at)
        values ('00000000-0000-7000-8000-00000000000\(number)', 't', '', 'default', '\(severity)', 'high', 'report',
                '\(status)', \(drill), '2026-11-30T0\(number):00:00Z');
        """
    }

    @Test func whatIsUnderWayIsCounted() async throws {
        try await TestServers.shared().withVirtualHost { host in
            let broker = try ManagementClient(url: host.managementURL, virtualHost: host.name)
            try await broker.apply(try Topology(directory: MigratedDatabase.topology), secrets: nil)
            let session = try await AMQPSession.connect(try AMQPConfiguration(url: host.url, connectionName: "test"))
            _ = try await session.publish(
                Publication(
                    exchange: "incidents", routingKey: "incident.assembled.v1", properties: AMQPProperties(),
                    body: Array("{}".utf8)))
            await session.close()
            try await withReader(broker) { database, reader in
                try await database.run(
                    sql: [
                        incident(1, "closed", "SEV1"), incident(2, "active", "SEV2"), incident(3, "active", "SEV1"),
                        incident(4, "active", "SEV2"), incident(5, "stable", "SEV2"),
                        incident(6, "active", "SEV1", drill: true),
                        """
                        insert into core.participant (incident_id, email, name, roles, engaged_by)
                        values ('00000000-0000-7000-8000-000000000003', 'a@example.org', 'A', '{incident_commander}', 'x');
                        insert into notifier.timer (key, type, due, subject, data)
                        values ('a', 'x', now() - interval '2 minutes', 's', '{}'), ('b', 'x', now(), 's', '{}');
                        insert into paging.escalation (id, incident_id, policy, plan, urgency)
                        values ('00000000-0000-7000-8000-0000000000e3', '00000000-0000-7000-8000-000000000003', 'p', '{}',
                                'high');
                        insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                                                 state, subject, body, due_at, handed_at)
                        select gen_random_uuid(), e.id, e.incident_id, n, 'a@example.org', 'high', 'p', 's', 'r', page.state, 's',
                               'b', '2026-11-30T03:00:00Z', handed
                          from paging.escalation e,
                               (values (1, 'sent', timestamptz '2026-11-30T03:00:00Z'), (2, 'acknowledged', null),
                                       (3, 'due', null)) as page (n, state, handed);
                        insert into core.paused_queue (queue, paused_by, reason) values ('paging', 'ana', 'a test');
                        insert into intake.outbox (id, message_id, exchange, routing_key, type, body)
                        select new, new, 'incidents', 'k', 't', '{}' from core.uuid_v7() as new;
                        """,
                    ].joined())
                let overview = try await reader.read()
                #expect(
                    overview.incidents.active == [.init(severity: "SEV2", count: 2), .init(severity: "SEV1", count: 1)])
                #expect(overview.incidents.withoutCommander == 2 && overview.incidents.stable == 1)
                #expect(overview.incidents.oldest == Date(timeIntervalSince1970: 1_796_004_000))
                #expect(overview.pages.unanswered == 1 && overview.pages.late == 1)
                #expect(overview.pages.oldest == Date(timeIntervalSince1970: 1_796_007_600))
                #expect(overview.executions == Overview.Executions())
                #expect(overview.brokerProblem == nil)
                let workers = Dictionary(uniqueKeysWithValues: overview.workers.map { ($0.name, $0) })
                #expect(workers["notifier"]?.lateTimers == 1 && workers["notifier"]?.unpublished == 0)
                #expect(workers["intake"]?.unpublished == 1 && workers["intake"]?.unpublishedSince != nil)
                #expect(workers["paging"]?.pause?.reason == "a test" && workers["notifier"]?.pause == nil)
                #expect(overview.json["incidents"]?["active"] == ["SEV2": 2, "SEV1": 1])
                // The broker counts every five seconds.
                try await eventually("the broker has counted") {
                    try await reader.read().workers.first { $0.name == "notifier" }?.ready == 1
                }
            }
        }
    }

    @Test func aBrokerThatIsAwayIsSaid() async throws {
        try await withReader(try ManagementClient(url: "http://a:b@127.0.0.1:1", virtualHost: "muster")) { _, reader in
            let overview = try await reader.read()
            #expect(overview.brokerProblem?.contains("127.0.0.1:1") == true)
            #expect(overview.workers.contains { $0.name == "notifier" && $0.ready == nil })
        }
    }

    @Test func aRateComesFromTwoLooks() {
        var (before, now) = (WorkerLoad(name: "notifier"), WorkerLoad(name: "notifier"))
        (before.acknowledged, now.acknowledged) = (100, 150)
        #expect(now.rate(since: before, seconds: 5) == 10)
        #expect(now.rate(since: nil, seconds: 5) == nil)
        // The broker was started meanwhile.
        now.acknowledged = 3
        #expect(now.rate(since: before, seconds: 5) == nil)
    }
}

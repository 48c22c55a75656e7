import AMQP
import BrokerTopology
import Encodings
import Foundation
import Incident
import JSON
import Postgres
import TestServers
import Testing

@testable import Operations

/// The ledger against a real broker and database, without processes: the test puts messages where they are.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct LedgerDatabaseTests {
    private struct Stage {
        let database: TestDatabase
        let taker: LedgerTaker
        let session: AMQPSession

        /// Announces an incident, as intake does; both consumers get it.
        func publish(count: Int = 1) async throws -> [UUID] {
            let ids = (0..<count).map { _ in UUID.v7() }
            for id in ids {
                let outcome = try await session.publish(
                    Publication(
                        exchange: "incidents", routingKey: "incident.assembled.v1",
                        properties: AMQPProperties(messageID: id.uuidString.lowercased()), body: Array("{}".utf8)))
                #expect(outcome == .confirmed)
            }
            try await insert(ids, published: true)
            return ids
        }

        func insert(_ ids: [UUID], published: Bool) async throws {
            let values = ids.map {
                "('\($0)', '\($0)', 'incidents', 'incident.assembled.v1', 'muster.incident.assembled.v1', '{}', "
                    + "\(published ? "now()" : "null"))"
            }
            try await database.run(
                sql:
                    "insert into resource_creator.outbox (id, message_id, exchange, routing_key, type, body, published_at) "
                    + "values \(values.joined(separator: ", "))")
        }

        func finish(_ ids: [UUID], _ worker: String) async throws {
            let values = ids.map { "('\($0)', now())" }.joined(separator: ", ")
            try await database.run(sql: "insert into \(worker).inbox (message_id, done_at) values \(values)")
        }
    }

    private func withStage(_ body: (Stage) async throws -> Void) async throws {
        try await MigratedDatabase.with { database, client in
            try await TestServers.shared().withVirtualHost { host in
                let topology = try Topology(directory: MigratedDatabase.topology)
                let broker = try ManagementClient(url: host.managementURL, virtualHost: host.name)
                try await broker.apply(topology, secrets: nil)
                let session = try await AMQPSession.connect(
                    try AMQPConfiguration(url: host.url, connectionName: "test"))
                let taker = LedgerTaker(client: client, broker: broker, topology: topology, patience: .zero)
                try await body(Stage(database: database, taker: taker, session: session))
                await session.close()
            }
        }
    }

    @Test func anEmptySystemIsWhole() async throws {
        try await withStage { stage in
            let ledger = try await stage.taker.take()
            #expect(ledger.isWhole)
            #expect(ledger.accepted == 0)
        }
    }

    @Test func whatWaitsInAQueueIsQueuedAndWhatIsPurgedIsMissing() async throws {
        try await withStage { stage in
            let consumers = Consumers(stage.taker.topology)
            let takers = zip(consumers.keys, consumers.workers).filter { $0.0 == "incident.assembled.v1" }.map(\.1)
            let ids = try await stage.publish(count: 3)
            var before = try await stage.taker.take()
            // The broker's counts lag by seconds.
            try await eventually("what waits is counted") {
                before = try await stage.taker.take()
                return before.queued == 3 * takers.count
            }
            #expect(before.isWhole)
            _ = try await stage.session.purgeQueue("notifier")
            var after = before
            try await eventually("what was purged is missing") {
                after = try await stage.taker.take()
                return after.missing.count == ids.count
            }
            #expect(!after.isWhole)
            #expect(
                Set(after.missing.compactMap { $0["id"]?.stringValue })
                    == Set(ids.map { $0.uuidString.lowercased() }))
            #expect(after.missing.allSatisfy { $0["worker"] == "notifier" })
            #expect(after.accepted == before.accepted)
        }
    }

    /// An upgrade brings a worker: what was announced before is not missing there, and what is announced from then on is.
    @Test func aWorkerThatCameLaterIsOwedNothingFromBefore() async throws {
        try await withStage { stage in
            let topology = stage.taker.topology
            let applied = AppliedTopology(client: stage.taker.client)
            let former = topology.workers.map(\.name).filter { $0 != "notifier" }
            try await applied.record("former", workers: former, by: "tests")
            let before = UUID.v7()
            try await stage.insert([before], published: true)
            try await applied.recordConsumption(by: topology)
            try await applied.record("newest", workers: topology.workers.map(\.name), by: "tests")
            let whole = try await stage.taker.take()
            #expect(whole.missing == [])
            let republished = RepublishedEvents(
                client: stage.taker.client, consumers: Consumers(topology), since: .distantPast, worker: nil)
            #expect(try await republished.count() == 0)
            let asked = RepublishedEvents(
                client: stage.taker.client, consumers: Consumers(topology), since: .distantPast, worker: "notifier")
            #expect(try await asked.count() == 1)
            // Applied once more it began no later.
            let after = UUID.v7()
            try await stage.insert([after], published: true)
            try await applied.recordConsumption(by: topology)
            let lost = try await stage.taker.take()
            let missing = lost.missing.filter { $0["worker"] == "notifier" }
            #expect(missing.compactMap { $0["id"]?.stringValue } == [after.uuidString.lowercased()])
        }
    }

    @Test func everyOtherPlaceIsCounted() async throws {
        try await withStage { stage in
            let ids = (0..<4).map { _ in UUID.v7() }
            try await stage.insert(ids, published: true)
            try await stage.insert([UUID.v7()], published: false)
            try await stage.finish([ids[0], ids[1]], "notifier")
            for (id, state) in [(ids[2], "waiting"), (ids[3], "discarded")] {
                try await stage.database.run(
                    sql: """
                        insert into dead_letter_keeper.letter (id, worker, message_id, "group", place, error_code,
                            error_detail, attempts, state, properties, body, body_digest)
                        values (core.uuid_v7(), 'notifier', '\(id.uuidString.lowercased())', 'g', 'p', 'e', 'd', 5,
                                '\(state)', '{}', '{}', sha256('{}'))
                        """)
            }
            let ledger = try await stage.taker.take()
            #expect(ledger.isWhole)
            #expect(ledger.done == 2)
            #expect(ledger.outbox == 1)
            #expect(ledger.dead == 1)
            #expect(ledger.discarded == 1)
            #expect(ledger.accepted == 5)
        }
    }

    @Test func aReportWithoutItsAnnouncementIsMissing() async throws {
        try await withStage { stage in
            try await stage.database.run(
                sql: """
                    insert into core.incident (id, title, description, type, severity, priority, source)
                    values (core.uuid_v7(), 'a', '', 'a', 'a', 'a', 'report')
                    """)
            let ledger = try await stage.taker.take()
            #expect(ledger.missing.map { $0["kind"] } == ["incident"])
        }
    }

    @Test func aNoticeThatWasSentTwiceIsADuplicate() async throws {
        try await withStage { stage in
            try await stage.database.run(
                sql: """
                    insert into notifier.notice (id, incident_id, kind, channel, recipient, version, state, subject, body)
                    select core.uuid_v7(), '01900000-0000-7000-8000-000000000001', 'welcome', 'mail', 'a@example.org', v,
                           'sent', '', '' from generate_series(1, 2) v
                    """)
            let ledger = try await stage.taker.take()
            #expect(ledger.duplicates.count == 1)
            #expect(!ledger.isWhole)
        }
    }

    /// Each handover is told, and each status: of one version twice is a duplicate.
    @Test func noticesOfSeveralVersionsAreNone() async throws {
        try await withStage { stage in
            try await stage.database.run(
                sql: """
                    insert into notifier.notice (id, incident_id, kind, channel, recipient, version, state, subject, body)
                    select core.uuid_v7(), '01900000-0000-7000-8000-000000000001', kind, 'mail', 'a@example.org', v,
                           'sent', '', '' from generate_series(1, 3) v, unnest(array['handover', 'status', 'overdue']) kind
                    """)
            #expect(try await stage.taker.take().duplicates.isEmpty)
        }
    }
}

import AMQP
import BrokerTopology
import Encodings
import Foundation
import TestServers
import Testing

@testable import Operations

/// Messages in the retry queues of a real broker.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct RetryWaitTests {
    private func with(
        _ body: (AMQPSession, (UUID) async throws -> [RetryWait]) async throws -> Void
    ) async throws {
        try await TestServers.shared().withVirtualHost { host in
            let topology = try Topology(directory: MigratedDatabase.topology)
            let broker = try ManagementClient(url: host.managementURL, virtualHost: host.name)
            try await broker.apply(topology, secrets: nil, settling: .zero)
            // From here on the broker says for seconds that they are empty, whatever is put into them.
            try await eventually("the broker has counted the queues") {
                try await broker.queues(topology).allSatisfy { $0.messages == 0 }
            }
            let session = try await AMQPSession.connect(
                try AMQPConfiguration(url: host.url, connectionName: "test"))
            try await body(session) { try await RetryWait.find($0, broker, topology) }
            await session.close()
        }
    }

    private func wait(
        _ id: UUID, in delay: String, of worker: String, headers: [String: AMQPFieldValue], _ session: AMQPSession
    ) async throws {
        let outcome = try await session.publish(
            Publication(
                exchange: worker, routingKey: "retry.\(delay)",
                properties: AMQPProperties(messageID: UUIDText.string(from: id), headers: headers),
                body: Array("{}".utf8)))
        #expect(outcome == .confirmed)
    }

    @Test func saysWhichQueueUntilWhenAfterHowManyTriesAndWhy() async throws {
        try await with { session, find in
            let (id, other) = (UUID.v7(), UUID.v7())
            try await wait(other, in: "10m", of: "notifier", headers: [:], session)
            try await wait(
                id, in: "10m", of: "notifier",
                headers: [
                    "muster-attempt": 3, "muster-retry-at": "2026-03-01T10:00:00.000Z", "muster-error-code": "timeout",
                    "muster-error-detail": "no answer within 10 s",
                ], session)
            let expected = RetryWait(
                worker: "notifier", queue: "notifier.retry.10m", tries: 2,
                until: RFC3339.date(from: "2026-03-01T10:00:00Z"), error: "timeout: no answer within 10 s")
            // Each look puts it back.
            for _ in 0..<3 {
                let found = try await find(id)
                #expect(found == [expected])
            }
            let unknown = try await find(UUID.v7())
            #expect(unknown.isEmpty)
            // As the release before put it there.
            let plain = try await find(other)
            #expect(plain.map(\.tries) == [1])
            #expect(plain.map(\.until) == [nil])
            #expect(plain.map(\.error) == [nil])
        }
    }

    @Test func aMessageMayWaitForSeveralWorkers() async throws {
        try await with { session, find in
            let id = UUID.v7()
            for worker in ["resource-creator", "notifier"] {
                try await wait(id, in: "10m", of: worker, headers: ["muster-attempt": 2], session)
            }
            let queues = try await find(id).map(\.queue)
            #expect(Set(queues) == ["notifier.retry.10m", "resource-creator.retry.10m"])
        }
    }
}

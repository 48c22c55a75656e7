import Postgres
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct NotificationsTests {
    @Test func notificationsArriveAndAnotherConnectionIsAnnounced() async throws {
        try await withClient { client, database in
            var notifications = client.notifications(on: ["outbox", "Odd \"Name\""]).makeAsyncIterator()
            #expect(await notifications.next() == .reconnected)
            _ = try await client.query("select pg_notify('outbox', 'one'), pg_notify('Odd \"Name\"', 'two')")
            #expect(await notifications.next() == .notified(channel: "outbox", payload: "one"))
            #expect(await notifications.next() == .notified(channel: "Odd \"Name\"", payload: "two"))
            try await database.closeConnections()
            #expect(await notifications.next() == .reconnected)
            try await eventually("the client is back") {
                try await postgresError { _ = try await client.query("select pg_notify('outbox', 'three')") } == nil
            }
            #expect(await notifications.next() == .notified(channel: "outbox", payload: "three"))
        }
    }

    @Test func theConnectionEndsWithTheIteration() async throws {
        try await withClient { client, database in
            do {
                var notifications = client.notifications(on: ["outbox"]).makeAsyncIterator()
                #expect(await notifications.next() == .reconnected)
                #expect(try await listeners(database) == 1)
            }
            try await eventually("the listener is gone") { try await listeners(database) == 0 }
        }
    }

    @Test func cancellingTheTaskEndsTheSequence() async throws {
        try await withClient { client, _ in
            let (started, signal) = AsyncStream<Void>.makeStream()
            let task = Task {
                var seen = 0
                for await _ in client.notifications(on: ["outbox"]) {
                    seen += 1
                    signal.finish()
                }
                return seen
            }
            for await _ in started {}
            task.cancel()
            #expect(await task.value == 1)
        }
    }
}

private func listeners(_ database: TestDatabase) async throws -> Int {
    try await database.run(
        sql: "select pid from pg_stat_activity where datname = current_database() and query like 'listen%'"
    ).count
}

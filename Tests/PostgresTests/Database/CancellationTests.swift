import Postgres
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct CancellationTests {
    @Test func cancellingTheTaskCancelsTheStatementOnTheServer() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, database in
            let task = Task { try await client.query("select pg_sleep(60)") }
            try await eventually("the statement runs") { try await sleepers(database) == 1 }
            task.cancel()
            let error = try await postgresError { _ = try await task.value }
            #expect(error?.code == .cancelled)
            #expect(try await sleepers(database) == 0)
        }
    }

    @Test func cancellingOneDoesNotHitItsNeighbours() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, database in
            for _ in 0..<5 {
                let task = Task { try await client.query("select pg_sleep(60)") }
                try await eventually("the statement runs") { try await sleepers(database) == 1 }
                async let sum = withThrowingTaskGroup { group in
                    for _ in 0..<50 {
                        group.addTask { try await client.query("select 1, pg_sleep(0.001)")[0].decode(0, as: Int.self) }
                    }
                    return try await group.reduce(0, +)
                }
                task.cancel()
                #expect(try await postgresError { _ = try await task.value }?.code == .cancelled)
                #expect(try await sum == 50)
            }
        }
    }

    @Test func manyCancellationsLeaveTheConnectionsUsable() async throws {
        try await withClient({ $0.poolSize = 2 }) { client, _ in
            for round in 0..<100 {
                let task = Task { try await client.query("select pg_sleep(0.01)") }
                if round % 3 == 0 { await Task.yield() }
                task.cancel()
                let error = try await postgresError { _ = try await task.value }
                #expect(error == nil || error?.code == .cancelled)
            }
            #expect(try await client.query("select 1")[0].decode(0, as: Int.self) == 1)
        }
    }

    @Test func theServerEndsAStatementThatTakesTooLong() async throws {
        try await withClient({
            $0.poolSize = 1
            $0.statementTimeout = .milliseconds(100)
        }) { client, _ in
            let error = try await postgresError { _ = try await client.query("select pg_sleep(60)") }
            #expect(error?.sqlState == .queryCancelled)
            #expect(error?.isRetriable == true)
            #expect(try await client.query("select 1")[0].decode(0, as: Int.self) == 1)
        }
    }

    @Test func scriptsAndCopiesCanBeCancelled() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, database in
            let script = Task { try await client.simple(script: "select 1; select pg_sleep(60);") }
            try await eventually("the script runs") { try await sleepers(database) == 1 }
            script.cancel()
            #expect(try await postgresError { try await script.value }?.code == .cancelled)
            _ = try await client.query("create table item (id int8)")
            let (started, signal) = AsyncStream<Void>.makeStream()
            let rows = EndlessRows { signal.finish() }
            let copy = Task { try await client.copy(into: "item", columns: ["id"], rows: rows) }
            for await _ in started {}
            copy.cancel()
            #expect(try await postgresError { _ = try await copy.value }?.code == .cancelled)
            #expect(try await client.query("select count(*) from item")[0].decode(0, as: Int.self) == 0)
        }
    }
}

/// Rows without end; tells when many of them have been taken.
private struct EndlessRows: Sequence, Sendable {
    let hasBegun: @Sendable () -> Void

    func makeIterator() -> AnyIterator<[PostgresValue]> {
        var number = 0
        return AnyIterator {
            number += 1
            if number == 20_000 { hasBegun() }
            return [.int(number)]
        }
    }
}

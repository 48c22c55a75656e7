import Logging
import Postgres
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct PoolDatabaseTests {
    @Test func twoHundredTasksShareOnePool() async throws {
        try await withClient { client, database in
            _ = try await client.query("create table item (id int8 primary key, count int8 not null)")
            _ = try await client.query("insert into item values (1, 0)")
            try await withThrowingTaskGroup { group in
                for number in 0..<200 {
                    group.addTask {
                        if number % 4 == 0 {
                            try await client.transaction { transaction in
                                _ = try await transaction.query("update item set count = count + 1 where id = 1")
                            }
                        } else {
                            let row = try await client.query("select $1::int8", [.int(number)])[0]
                            #expect(try row.decode(0, as: Int.self) == number)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await client.query("select count from item")[0].decode(0, as: Int.self) == 50)
            let sessions = try await database.run(
                sql:
                    "select 1 from pg_stat_activity where application_name = 'postgres-tests' and datname = current_database()"
            )
            #expect((1...4).contains(sessions.count))
            #expect(client.waiting == 0)
        }
    }

    /// A statement that shares a connection never becomes a part of a transaction that is rolled back there.
    @Test func whatIsSharedIsCommittedByItself() async throws {
        try await withClient({ $0.poolSize = 2 }) { client, _ in
            _ = try await client.query("create table item (id int8 primary key)")
            try await withThrowingTaskGroup { group in
                for number in 0..<1000 {
                    group.addTask {
                        if number % 4 == 0 {
                            try? await client.transaction { transaction in
                                _ = try await transaction.query("select 1")
                                throw CancellationError()
                            }
                        } else {
                            _ = try await client.query("insert into item values ($1)", [.int(number)])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await client.query("select count(*) from item")[0].decode(0, as: Int.self) == 750)
        }
    }

    @Test func waitingForAConnectionHasAnEnd() async throws {
        try await withClient({
            $0.poolSize = 1
            $0.poolTimeout = .seconds(5)
        }) { client, _ in
            try await client.transaction { transaction in
                let error = try await postgresError { try await client.transaction { _ in } }
                #expect(error?.code == .poolTimeout)
                #expect(error?.isRetriable == true)
                #expect(client.waiting == 0)
            }
            try await client.transaction { _ = try await $0.query("select 1") }
        }
    }

    @Test func aWaitingTaskCanBeCancelled() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, _ in
            try await client.transaction { _ in
                let task = Task { try await client.query("select 1") }
                try await eventually("the task waits") { client.waiting == 1 }
                task.cancel()
                #expect(try await postgresError { _ = try await task.value }?.code == .cancelled)
                #expect(client.waiting == 0)
            }
        }
    }

    @Test func tooManyWaitersAreRefusedAtOnce() async throws {
        try await withClient({
            $0.poolSize = 1
            $0.poolQueueLimit = 1
        }) { client, _ in
            try await client.transaction { _ in
                let task = Task { try await client.query("select 1") }
                try await eventually("the task waits") { client.waiting == 1 }
                let error = try await postgresError { _ = try await client.query("select 2") }
                #expect(error?.code == .poolFull)
                task.cancel()
            }
        }
    }

    @Test func aClientThatHasEndedRefuses() async throws {
        try await TestServers.shared().withDatabase { database in
            var configuration = try PostgresConfiguration(url: database.url, applicationName: "postgres-tests")
            configuration.connectTimeout = .seconds(60)
            configuration.poolTimeout = .seconds(60)
            let client = try await PostgresClient.withClient(
                configuration: configuration, logger: Logger(label: "test")
            ) { client in
                _ = try await client.query("select 1")
                return client
            }
            #expect(try await postgresError { _ = try await client.query("select 1") }?.code == .closed)
            #expect(!client.isReady)
            try await eventually("the sessions end") {
                try await database.run(
                    sql:
                        "select 1 from pg_stat_activity where application_name = 'postgres-tests' and datname = current_database()"
                ).isEmpty
            }
        }
    }
}

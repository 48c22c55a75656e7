import Logging
import Postgres
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ConnectionLossTests {
    @Test func aTerminatedSessionIsARetriableErrorAndThenWorksAgain() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, database in
            async let sleeping = postgresError { _ = try await client.query("select pg_sleep(60)") }
            try await eventually("the statement runs") {
                try await sleepers(database) == 1
            }
            try await database.closeConnections()
            let error = try await sleeping
            #expect(error?.isRetriable == true)
            #expect(try await client.query("select 1")[0].decode(0, as: Int.self) == 1)
        }
    }

    @Test func aTransactionDoesNotGoOnInANewSession() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, database in
            _ = try await client.query("create table item (id int8)")
            let error = try await postgresError {
                try await client.transaction { transaction in
                    _ = try await transaction.query("insert into item values (1)")
                    try await database.closeConnections()
                    try await eventually("the client has a new session") { client.isReady }
                    try await eventually("the loss is noticed") {
                        try await postgresError { _ = try await transaction.query("insert into item values (2)") }
                            != nil
                    }
                    _ = try await transaction.query("insert into item values (3)")
                }
            }
            #expect(error != nil)
            #expect(error?.isOutcomeUnknown == false)
            #expect(try await client.query("select count(*) from item")[0].decode(0, as: Int.self) == 0)
        }
    }

    @Test func aCommitThatIsCutOffHasAnUnknownOutcome() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, database in
            // The deferred trigger runs in the commit.
            try await client.simple(
                script: """
                    create table item (id int8);
                    create function linger() returns trigger language plpgsql as
                        $$ begin perform pg_sleep(60); return null; end $$;
                    create constraint trigger linger after insert on item deferrable initially deferred
                        for each row execute function linger();
                    """)
            async let committing = postgresError {
                try await client.transaction { transaction in
                    _ = try await transaction.queryAndCommit([Statement("insert into item values (1)")])
                }
            }
            try await eventually("the commit runs") {
                try await sleepers(database) == 1
            }
            try await database.closeConnections()
            #expect(try await committing?.isOutcomeUnknown == true)
            async let inserting = postgresError { _ = try await client.query("insert into item values (2)") }
            try await eventually("the commit runs") {
                try await sleepers(database) == 1
            }
            try await database.closeConnections()
            #expect(try await inserting?.isRetriable == true)
        }
    }

    @Test func theClientSurvivesARestartOfTheServer() async throws {
        try await TestServers.separate { servers in
            try await servers.withDatabase { database in
                var configuration = try PostgresConfiguration(url: database.url, applicationName: "postgres-tests")
                configuration.poolTimeout = .seconds(60)
                try await PostgresClient.withClient(configuration: configuration, logger: Logger(label: "test")) {
                    client in
                    _ = try await client.query("select 1")
                    try await servers.stop(.postgres)
                    try await eventually("the client notices") { !client.isReady }
                    async let waiting = client.query("select 2")
                    try await servers.start(.postgres)
                    #expect(try await waiting[0].decode(0, as: Int.self) == 2)
                    try await servers.kill(.postgres)
                    try await servers.start(.postgres)
                    try await eventually("the client is back") {
                        try await postgresError { _ = try await client.query("select 3") } == nil
                    }
                }
            }
        }
    }

    @Test func aServerThatIsAwayIsTheReasonOfTheTimeout() async throws {
        var configuration = try PostgresConfiguration(
            url: "postgres://nobody@127.0.0.1:1/none", applicationName: "postgres-tests")
        configuration.poolTimeout = .seconds(10)
        try await PostgresClient.withClient(configuration: configuration, logger: Logger(label: "test")) { client in
            let error = try await postgresError { _ = try await client.query("select 1") }
            #expect(error?.code == .connectionRefused)
            #expect(error?.isRetriable == true)
            #expect(!client.isReady)
        }
    }

    @Test func aWrongPasswordIsSaidWithoutThePassword() async throws {
        try await TestServers.shared().withDatabase { database in
            let url = try database.url.replacing(/:[^:@]+@/, with: ":wrong-secret@", maxReplacements: 1)
            var configuration = try PostgresConfiguration(url: url, applicationName: "postgres-tests")
            configuration.connectTimeout = .seconds(60)
            configuration.poolTimeout = .seconds(60)
            try await PostgresClient.withClient(configuration: configuration, logger: Logger(label: "test")) { client in
                let error = try await postgresError { _ = try await client.query("select 1") }
                #expect(error?.code == .authenticationFailed)
                #expect(error?.sqlState == "28P01")
                #expect(error?.debugDescription.contains("wrong-secret") == false)
            }
        }
    }
}

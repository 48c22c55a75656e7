import Postgres
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct PreparedStatementDatabaseTests {
    @Test func aStatementIsPreparedOnceForAConnection() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, _ in
            for number in 0..<5 { _ = try await client.query("select $1::int8 as once", [.int(number)]) }
            _ = try await client.query(SQL(trusted: "select 1 as never"))
            let statements = try await client.query("select statement from pg_prepared_statements")
            let texts = try statements.map { try $0.decode(0, as: String.self) }
            #expect(texts.count { $0.contains("as once") } == 1)
            #expect(!texts.contains { $0.contains("as never") })
        }
    }

    @Test func aChangedTableDoesNotDisturbStatementsOutsideTransactions() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, _ in
            _ = try await client.query("create table item (id int8)")
            for _ in 0..<2 { #expect(try await client.query("select * from item").columns.count == 1) }
            _ = try await client.query("alter table item add column name text")
            for _ in 0..<2 { #expect(try await client.query("select * from item").columns.count == 2) }
            let names = try await client.query(
                "select name from pg_prepared_statements where statement like '%from item'")
            #expect(names.count == 1)
        }
    }

    @Test func aChangedTableFailsATransactionOnceAndThenWorks() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, _ in
            _ = try await client.query("create table item (id int8)")
            _ = try await client.query("select * from item")
            _ = try await client.query("alter table item add column name text")
            let error = try await postgresError {
                try await client.transaction { _ = try await $0.query("select * from item") }
            }
            #expect(error?.sqlState == .featureNotSupported)
            #expect(error?.isRetriable == true)
            let rows = try await client.transaction { try await $0.query("select * from item") }
            #expect(rows.columns.count == 2)
        }
    }

    @Test func statementsThatTheServerForgotArePreparedAgain() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, _ in
            for number in 0..<3 {
                #expect(try await client.query("select $1::int8", [.int(number)])[0].decode(0, as: Int.self) == number)
                try await client.simple(script: "deallocate all")
            }
        }
    }
}

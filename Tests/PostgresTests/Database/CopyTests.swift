import Postgres
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct CopyTests {
    @Test func copiesManyRowsWithNulls() async throws {
        try await withClient { client, _ in
            try await client.simple(
                script: "create schema \"Loads\"; create table \"Loads\".item (id int8, \"the name\" text)")
            let rows = (0..<20_000).lazy.map { number in
                [PostgresValue.int(number), number % 10 == 0 ? .null : .text("item number \(number)")]
            }
            let count = try await client.copy(into: "Loads.item", columns: ["id", "the name"], rows: Array(rows))
            #expect(count == 20_000)
            let row = try await client.query(
                "select count(*), count(\"the name\"), sum(id)::int8 from \"Loads\".item")[0]
            #expect(try row.decode(0, as: Int.self) == 20_000)
            #expect(try row.decode(1, as: Int.self) == 18_000)
            #expect(try row.decode(2, as: Int.self) == 199_990_000)
        }
    }

    @Test func aFailureUndoesTheCopyAndLeavesTheConnectionUsable() async throws {
        try await withClient({ $0.poolSize = 1 }) { client, _ in
            _ = try await client.query("create table item (id int8 primary key)")
            let twice = try await postgresError {
                try await client.copy(into: "item", columns: ["id"], rows: [[.int(1)], [.int(1)]])
            }
            #expect(twice?.isUniqueViolation == true)
            let width = try await postgresError {
                try await client.copy(into: "item", columns: ["id"], rows: [[.int(1)], [.int(2), .int(3)]])
            }
            #expect(width?.code == .invalidStatement)
            let absent = try await postgresError {
                try await client.copy(into: "nothing", columns: ["id"], rows: [[.int(1)]])
            }
            #expect(absent?.sqlState == "42P01")
            #expect(try await client.copy(into: "item", columns: ["id"], rows: []) == 0)
            #expect(try await client.query("select count(*) from item")[0].decode(0, as: Int.self) == 0)
        }
    }
}

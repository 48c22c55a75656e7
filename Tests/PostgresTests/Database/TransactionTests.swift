import Postgres
import TestServers
import Testing

private struct Changed: Error {}

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct TransactionTests {
    @Test func commitsOnReturnAndRollsBackOnThrow() async throws {
        try await withItems { client in
            let count = try await client.transaction { transaction in
                _ = try await transaction.query("insert into item values (1)")
                return try await transaction.query("select count(*) from item")[0].decode(0, as: Int.self)
            }
            #expect(count == 1)
            await #expect(throws: Changed.self) {
                try await client.transaction { transaction in
                    _ = try await transaction.query("insert into item values (2)")
                    throw Changed()
                }
            }
            let left = try await items(client)
            #expect(left == [1])
        }
    }

    @Test func anEmptyTransactionSendsNothingAndEndsWell() async throws {
        try await withItems { client in
            let result = try await client.transaction { _ in 5 }
            #expect(result == 5)
            await #expect(throws: Changed.self) { try await client.transaction { _ in throw Changed() } }
        }
    }

    @Test func queryAndCommitEndsTheTransaction() async throws {
        try await withItems { client in
            let error = try await postgresError {
                try await client.transaction { transaction in
                    _ = try await transaction.query("insert into item values (1)")
                    let results = try await transaction.queryAndCommit([
                        Statement("insert into item values ($1)", [.int(2)]), Statement("select count(*) from item"),
                    ])
                    #expect(try results[1][0].decode(0, as: Int.self) == 2)
                    _ = try await transaction.query("insert into item values (3)")
                }
            }
            #expect(error?.code == .transactionEnded)
            let left = try await items(client)
            #expect(left == [1, 2])
        }
    }

    @Test func aFailedStatementFailsTheTransactionEvenWhenItIsIgnored() async throws {
        try await withItems { client in
            let error = try await postgresError {
                try await client.transaction { transaction in
                    _ = try await transaction.query("insert into item values (1)")
                    _ = try? await transaction.query("select 1 / 0")
                }
            }
            #expect(error?.sqlState == .transactionFailed)
            let left = try await items(client)
            #expect(left == [])
        }
    }

    @Test func savepointsUndoOnlyTheirOwn() async throws {
        try await withItems { client in
            try await client.transaction { transaction in
                let first = try await postgresError {
                    try await transaction.savepoint { inner in
                        _ = try await inner.query("insert into item values (1)")
                        _ = try await inner.query("insert into item values (1)")
                    }
                }
                #expect(first?.isUniqueViolation == true)
                _ = try await transaction.query("insert into item values (2)")
                try await transaction.savepoint { outer in
                    _ = try await outer.query("insert into item values (3)")
                    await #expect(throws: Changed.self) {
                        try await outer.savepoint { inner in
                            try await inner.savepoint { _ = try await $0.query("insert into item values (4)") }
                            throw Changed()
                        }
                    }
                    await #expect(throws: Changed.self) { try await outer.savepoint { _ in throw Changed() } }
                    try await outer.savepoint { _ in }
                }
            }
            let left = try await items(client)
            #expect(left == [2, 3])
        }
    }

    @Test func aCommitThatFailsIsReported() async throws {
        try await withItems { client in
            try await client.simple(
                script: "create table child (item int8 references item deferrable initially deferred)")
            let error = try await postgresError {
                try await client.transaction { _ = try await $0.query("insert into child values (9)") }
            }
            #expect(error?.isForeignKeyViolation == true)
            #expect(error?.isOutcomeUnknown == false)
            #expect(try await client.query("select count(*) from child")[0].decode(0, as: Int.self) == 0)
        }
    }

    @Test func transactionsDoNotSeeEachOther() async throws {
        try await withItems { client in
            try await withThrowingTaskGroup { group in
                for number in 0..<40 {
                    group.addTask {
                        try await client.transaction { transaction in
                            _ = try await transaction.query("insert into item values ($1)", [.int(number)])
                            let own = try await transaction.query(
                                "select count(*) from item where id = $1", [.int(number)])
                            #expect(try own[0].decode(0, as: Int.self) == 1)
                            if number % 2 == 1 { throw Changed() }
                        }
                    }
                }
                while let result = await group.nextResult() {
                    if case .failure(let error) = result, !(error is Changed) { throw error }
                }
            }
            let left = try await items(client)
            #expect(left == Array(stride(from: 0, to: 40, by: 2)))
        }
    }

    @Test func aCancelledTransactionIsRolledBackAndItsConnectionUsable() async throws {
        try await withItems({ $0.poolSize = 1 }) { client in
            let (sent, signal) = AsyncStream<Void>.makeStream()
            let task = Task {
                try await client.transaction { transaction in
                    _ = try await transaction.query("insert into item values (1)")
                    signal.finish()
                    _ = try await transaction.query("select pg_sleep(60)")
                }
            }
            for await _ in sent {}
            task.cancel()
            let error = try await postgresError { try await task.value }
            #expect(error?.code == .cancelled)
            let left = try await items(client)
            #expect(left == [])
        }
    }

    @Test func scriptsAndCopyArePartOfTheTransaction() async throws {
        try await withItems { client in
            await #expect(throws: Changed.self) {
                try await client.transaction { transaction in
                    try await transaction.simple(script: "insert into item values (1); insert into item values (2);")
                    #expect(try await transaction.copy(into: "item", columns: ["id"], rows: [[.int(3)]]) == 1)
                    let count = try await transaction.query("select count(*) from item")
                    #expect(try count[0].decode(0, as: Int.self) == 3)
                    throw Changed()
                }
            }
            let left = try await items(client)
            #expect(left == [])
        }
    }
}

private func withItems(
    _ change: (inout PostgresConfiguration) -> Void = { _ in }, _ body: (PostgresClient) async throws -> Void
) async throws {
    try await withClient(change) { client, _ in
        _ = try await client.query("create table item (id int8 primary key)")
        try await body(client)
    }
}

private func items(_ client: PostgresClient) async throws -> [Int] {
    try await client.query("select id from item order by id").map { try $0.decode("id", as: Int.self) }
}

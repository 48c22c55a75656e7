import Testing

@testable import Postgres

struct PreparedStatementsTests {
    @Test func aStatementIsPreparedOnce() throws {
        var statements = PreparedStatements()
        let name = try #require(prepared(&statements, [.int8]))
        #expect(statements.use("select $1", types: [.int8]) == .unprepared)
        statements.confirm(name)
        #expect(statements.use("select $1", types: [.int8]) == .prepared(name))
    }

    @Test func otherTypesAreAnotherPlanAndNullGoesWithAny() throws {
        var statements = PreparedStatements()
        let first = try #require(prepared(&statements, [.int8]))
        statements.confirm(first)
        let second = try #require(prepared(&statements, [.text]))
        #expect(first != second)
        statements.confirm(second)
        #expect(statements.use("select $1", types: [.inferred]) == .prepared(first))
        #expect(statements.use("select $1", types: [.text]) == .prepared(second))
    }

    @Test func aTypeThatBecomesKnownCompletesThePlan() throws {
        var statements = PreparedStatements()
        statements.confirm(try #require(prepared(&statements, [.inferred, .text])))
        #expect(statements.use("select $1", types: [.int8, .inferred]).types == [.int8, .text])
    }

    @Test func aForgottenPlanGetsAnotherName() throws {
        var statements = PreparedStatements()
        let first = try #require(prepared(&statements, []))
        statements.forget(first)
        statements.forget(first)
        let second = try #require(prepared(&statements, []))
        #expect(first != second)
        #expect(first.dropLast() == second.dropLast())
    }

    @Test func afterForgettingAllNoNameIsUsedAgain() throws {
        var statements = PreparedStatements()
        let first = try #require(prepared(&statements, []))
        statements.confirm(first)
        statements.forgetAll()
        let second = try #require(prepared(&statements, []))
        #expect(first != second)
    }

    @Test func thereIsALimit() throws {
        var statements = PreparedStatements(limit: 1)
        let name = try #require(prepared(&statements, []))
        #expect(statements.use("select 2", types: []) == .unprepared)
        statements.forget(name)
        #expect(statements.use("select 2", types: []) != .unprepared)
    }

    private func prepared(_ statements: inout PreparedStatements, _ types: [PostgresType]) -> String? {
        if case .prepare(let name, _) = statements.use("select $1", types: types) { name } else { nil }
    }
}

extension PreparedStatements.Use {
    fileprivate var types: [PostgresType]? {
        if case .prepare(_, let types) = self { types } else { nil }
    }
}

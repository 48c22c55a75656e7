import Testing

@testable import Postgres

struct GroupProgressTests {
    private static let done = PostgresResult(affectedRows: 1, commandTag: "INSERT 0 1", rows: nil)

    @Test func resultsComeInOrderAndPlansAreConfirmed() throws {
        var plans = PreparedStatements()
        let name = try prepare(&plans)
        var progress = GroupProgress(steps: [.deallocate, .prepare(name), .execute(name), .execute(nil)])
        for _ in 0..<2 { feed(&progress, &plans, [.result(Self.done), .endOfStep]) }
        #expect(progress.results.isEmpty)
        #expect(plans.use("select 1", types: []) == .prepared(name))
        for _ in 0..<2 { feed(&progress, &plans, [.result(Self.done), .endOfStep]) }
        #expect(progress.results.count == 2)
        #expect(progress.isExecuted)
        feed(&progress, &plans, [.sync])
        #expect(progress.error == nil)
    }

    @Test func afterAnErrorNothingWasPrepared() throws {
        var plans = PreparedStatements()
        let name = try prepare(&plans)
        var progress = GroupProgress(steps: [.execute(nil), .prepare(name), .execute(name)])
        let error = PostgresError(.server, "", sqlState: "22012")
        feed(
            &progress, &plans,
            [.error(error, isStalePlan: false), .endOfStep, .aborted, .endOfStep, .aborted, .endOfStep, .sync])
        #expect(progress.error == error)
        #expect(!progress.isStale)
        #expect(plans.use("select 1", types: []) != .prepared(name))
    }

    @Test func whatIsNeverAnsweredWasNotPrepared() throws {
        var plans = PreparedStatements()
        let name = try prepare(&plans)
        var progress = GroupProgress(steps: [.execute(nil), .prepare(name), .execute(name)])
        feed(&progress, &plans, [.error(PostgresError(.server, ""), isStalePlan: false), .endOfStep, .sync])
        #expect(plans.use("select 1", types: []) != .unprepared)
    }

    @Test func aStalePlanIsForgottenAndDropped() throws {
        var plans = PreparedStatements()
        let name = try prepare(&plans)
        plans.confirm(name)
        var progress = GroupProgress(steps: [.execute(name)])
        let error = PostgresError(.server, "", sqlState: .featureNotSupported)
        #expect(progress.receive(.error(error, isStalePlan: true), plans: &plans) == name)
        #expect(progress.isStale)
        #expect(plans.use("select 1", types: []) != .prepared(name))
    }

    @Test func aPlanThatTheServerLostIsForgottenAndNotDropped() throws {
        var plans = PreparedStatements()
        let name = try prepare(&plans)
        plans.confirm(name)
        var progress = GroupProgress(steps: [.execute(name)])
        let error = PostgresError(.server, "", sqlState: .noSuchPreparedStatement)
        #expect(progress.receive(.error(error, isStalePlan: false), plans: &plans) == nil)
        #expect(progress.isStale)
    }

    @Test func anErrorOfTheSyncFailsTheGroup() {
        var plans = PreparedStatements()
        var progress = GroupProgress(steps: [.execute(nil)])
        let error = PostgresError(.server, "", sqlState: .foreignKeyViolation)
        feed(&progress, &plans, [.result(Self.done), .endOfStep, .error(error, isStalePlan: false), .endOfStep, .sync])
        #expect(progress.error == error)
    }

    private func prepare(_ plans: inout PreparedStatements) throws -> String {
        guard case .prepare(let name, _) = plans.use("select 1", types: []) else { throw PostgresError(.server, "") }
        return name
    }

    private func feed(
        _ progress: inout GroupProgress, _ plans: inout PreparedStatements, _ replies: [GroupProgress.Reply]
    ) {
        for reply in replies { _ = progress.receive(reply, plans: &plans) }
    }
}

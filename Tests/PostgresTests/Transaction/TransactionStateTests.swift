import Testing

@testable import Postgres

struct TransactionStateTests {
    @Test func beginTravelsWithTheFirstStatement() {
        var state = TransactionState()
        #expect(!state.isBegun)
        #expect(texts(state.takePrefix()) == ["begin"])
        #expect(state.isBegun)
        #expect(texts(state.takePrefix()) == [])
    }

    @Test func savepointsTravelToo() {
        var state = TransactionState()
        let savepoint = state.beginSavepoint()
        #expect(texts(state.takePrefix()) == ["begin", "savepoint s1"])
        state.release(savepoint)
        #expect(texts(state.takePrefix()) == ["release savepoint s1"])
    }

    @Test func anUnusedSavepointIsNeverSent() {
        var state = TransactionState()
        let kept = state.beginSavepoint()
        state.release(kept)
        let undone = state.beginSavepoint()
        #expect(state.rollback(to: undone).isEmpty)
        #expect(texts(state.takePrefix()) == ["begin"])
    }

    @Test func aRollbackDropsWhatIsPendingInside() {
        var state = TransactionState()
        let outer = state.beginSavepoint()
        let inner = state.beginSavepoint()
        _ = state.takePrefix()
        state.release(inner)
        _ = state.beginSavepoint()
        #expect(texts(state.rollback(to: outer)) == ["rollback to savepoint s1", "release savepoint s1"])
        #expect(texts(state.takePrefix()) == [])
    }

    @Test func aRefusedTransactionMustStillBeRolledBack() {
        var state = TransactionState()
        let savepoint = state.beginSavepoint()
        _ = state.takePrefix()
        state.refuse()
        #expect(state.takePrefix() == nil)
        #expect(state.rollback(to: savepoint).isEmpty)
        #expect(state.isBegun)
        state.end()
        #expect(!state.isBegun)
        state.refuse()
        #expect(!state.isBegun)
    }

    @Test func nothingFollowsTheEnd() {
        var state = TransactionState()
        state.end()
        #expect(state.takePrefix() == nil)
    }

    private func texts(_ statements: [Statement]?) -> [String]? {
        statements?.map(\.sql.text)
    }
}

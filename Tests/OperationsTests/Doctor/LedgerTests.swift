import JSON
import Testing

@testable import Operations

@Suite struct LedgerTests {
    private func pending(_ id: Int, _ worker: String = "notifier") -> LedgerSnapshot.Pending {
        LedgerSnapshot.Pending(messageID: "m\(id)", worker: worker, type: "t")
    }

    private func snapshot(_ pending: [LedgerSnapshot.Pending]) -> LedgerSnapshot {
        LedgerSnapshot(done: 10, outbox: 1, dead: 2, discarded: 3, pending: Set(pending))
    }

    private func ledger(
        first: [LedgerSnapshot.Pending], last: [LedgerSnapshot.Pending], held: [String: Ledger.Held]
    ) -> Ledger {
        Ledger(first: snapshot(first), last: snapshot(last), held: held, duplicates: [])
    }

    @Test func everythingInItsPlaceIsWhole() {
        let all = [pending(1), pending(2), pending(3)]
        let ledger = ledger(first: all, last: all, held: ["notifier": .init(work: 1, retry: 1, dead: 1)])
        #expect(ledger.isWhole)
        #expect(ledger.queued == 1)
        #expect(ledger.retrying == 1)
        #expect(ledger.dead == 3)
        #expect(ledger.accepted == 19)
    }

    @Test func whatNoQueueHoldsIsMissingByName() {
        let all = [pending(1), pending(2)]
        let ledger = ledger(first: all, last: all, held: ["notifier": .init()])
        #expect(ledger.missing.compactMap { $0["id"]?.stringValue } == ["m1", "m2"])
        #expect(ledger.accepted == 18)
        #expect(!ledger.isWhole)
    }

    @Test func onlyAsManyAreMissingAsQueuesLack() {
        let all = [pending(1), pending(2), pending(3)]
        let ledger = ledger(first: all, last: all, held: ["notifier": .init(work: 2)])
        #expect(ledger.missing.count == 1)
        #expect(ledger.queued == 2)
    }

    @Test func whatIsOnlyUnderWayIsNotMissing() {
        let ledger = ledger(first: [pending(1)], last: [pending(2)], held: ["notifier": .init()])
        #expect(ledger.isWhole)
        #expect(ledger.queued == 1)
    }

    @Test func queuesOfOthersDoNotHelp() {
        let all = [pending(1)]
        let ledger = ledger(first: all, last: all, held: ["resource-creator": .init(work: 5)])
        #expect(ledger.missing.count == 1)
    }

    @Test func alertsInIntakesQueueAreAccepted() {
        let ledger = ledger(first: [], last: [], held: ["intake": .init(work: 4, retry: 1)])
        #expect(ledger.queued == 4)
        #expect(ledger.retrying == 1)
        #expect(ledger.accepted == 21)
    }

    @Test func duplicatesAreNotWhole() {
        let ledger = Ledger(first: snapshot([]), last: snapshot([]), held: [:], duplicates: [["kind": "ticket"]])
        #expect(!ledger.isWhole)
        #expect(ledger.json["ok"] == false)
    }
}

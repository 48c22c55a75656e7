import Testing

@testable import Postgres

struct PoolStateMachineTests {
    private typealias Machine = PoolStateMachine<String>
    private let start = ContinuousClock.now

    @Test func nothingIsOpenedBeforeTheStart() {
        var machine = Machine(size: 2, queueLimit: 9)
        let (answer, openings) = machine.request(.shared, id: 1, deadline: start, waiter: "a")
        #expect(answer == .queued)
        #expect(openings.isEmpty)
        #expect(machine.start() == [PoolOpening(slot: 0, session: 1, failures: 0)])
        #expect(machine.opened(0, session: 1).map(\.0) == ["a"])
    }

    @Test func sharedDemandsShareAndGrowThePoolWhenItIsBusy() {
        var machine = opened(size: 2)
        for number in 1...16 {
            #expect(machine.request(.shared, id: UInt64(number), deadline: start, waiter: "").openings.isEmpty)
        }
        let (answer, openings) = machine.request(.shared, id: 17, deadline: start, waiter: "")
        #expect(answer == .granted(PoolGrant(slot: 0, session: 1, isExclusive: false)))
        #expect(openings.map(\.slot) == [1])
        _ = machine.opened(1, session: 2)
        let next = machine.request(.shared, id: 18, deadline: start, waiter: "").answer
        #expect(next == .granted(PoolGrant(slot: 1, session: 2, isExclusive: false)))
    }

    /// A share that was granted and not yet used would otherwise be used inside of the lease's transaction.
    @Test func aLeaseWaitsUntilTheLoadIsGoneAndNobodyAddsToIt() {
        var machine = opened(size: 1)
        let shared = PoolGrant(slot: 0, session: 1, isExclusive: false)
        let lease = PoolGrant(slot: 0, session: 1, isExclusive: true)
        #expect(machine.request(.shared, id: 1, deadline: start, waiter: "").answer == .granted(shared))
        #expect(machine.request(.shared, id: 2, deadline: start, waiter: "").answer == .granted(shared))
        #expect(machine.request(.exclusive, id: 3, deadline: start, waiter: "lease").answer == .queued)
        #expect(machine.request(.shared, id: 4, deadline: start, waiter: "shared").answer == .queued)
        #expect(machine.release(shared).isEmpty)
        #expect(machine.release(shared).map(\.0) == ["lease"])
        #expect(machine.request(.exclusive, id: 5, deadline: start, waiter: "next").answer == .queued)
        #expect(machine.release(lease).map(\.0) == ["shared"])
        #expect(machine.release(shared).map(\.0) == ["next"])
        #expect(machine.waiting == 0)
    }

    @Test func aSlotIsKeptFreeOnlyAsLongAsSomebodyWaitsForIt() {
        var machine = opened(size: 2)
        let first = PoolGrant(slot: 0, session: 1, isExclusive: false)
        _ = machine.request(.shared, id: 1, deadline: start, waiter: "")
        #expect(machine.request(.exclusive, id: 2, deadline: start, waiter: "lease").answer == .queued)
        #expect(machine.request(.shared, id: 3, deadline: start, waiter: "shared").answer == .queued)
        let granted = machine.opened(1, session: 2)
        #expect(granted.map(\.0) == ["shared"], "the other slot is still kept for the lease")
        #expect(machine.cancel(2) == "lease")
        #expect(machine.request(.shared, id: 4, deadline: start, waiter: "another").answer != .queued)
        #expect(machine.release(first).isEmpty)
        #expect(
            machine.request(.exclusive, id: 5, deadline: start, waiter: "").answer
                == .granted(PoolGrant(slot: 0, session: 1, isExclusive: true)))
    }

    @Test func aLeaseTakesWhateverSlotBecomesFreeFirst() {
        var machine = opened(size: 2)
        _ = machine.request(.shared, id: 1, deadline: start, waiter: "")
        #expect(machine.request(.exclusive, id: 2, deadline: start, waiter: "lease").openings.map(\.slot) == [1])
        #expect(machine.opened(1, session: 2).map(\.0) == ["lease"])
        let answer = machine.request(.shared, id: 3, deadline: start, waiter: "").answer
        #expect(answer == .granted(PoolGrant(slot: 0, session: 1, isExclusive: false)), "nobody waits for it any more")
    }

    @Test func leasesAndSharesTakeTurns() {
        var machine = opened(size: 1)
        let shared = PoolGrant(slot: 0, session: 1, isExclusive: false)
        let lease = PoolGrant(slot: 0, session: 1, isExclusive: true)
        _ = machine.request(.exclusive, id: 1, deadline: start, waiter: "")
        for (id, demand, name) in [
            (2, PoolDemand.exclusive, "first"), (3, .shared, "a"), (4, .exclusive, "second"), (5, .shared, "b"),
        ] {
            _ = machine.request(demand, id: UInt64(id), deadline: start, waiter: name)
        }
        #expect(machine.release(lease).map(\.0) == ["a", "b"])
        #expect(machine.release(shared).isEmpty)
        #expect(machine.release(shared).map(\.0) == ["first"])
        #expect(machine.release(lease).map(\.0) == ["second"])
    }

    @Test func waitersOpenAsManySlotsAsTheyNeed() {
        var machine = Machine(size: 3, queueLimit: 9)
        #expect(machine.start().count == 1)
        #expect(machine.request(.exclusive, id: 1, deadline: start, waiter: "").openings.isEmpty)
        #expect(machine.request(.exclusive, id: 2, deadline: start, waiter: "").openings.map(\.slot) == [1])
        #expect(machine.request(.exclusive, id: 3, deadline: start, waiter: "").openings.map(\.slot) == [2])
        #expect(machine.request(.exclusive, id: 4, deadline: start, waiter: "").openings.isEmpty)
    }

    @Test func aLostSlotIsOpenedAtOnceAndThenLaterAndLater() {
        var machine = opened(size: 1)
        #expect(machine.closed(0, session: 1) == PoolOpening(slot: 0, session: 2, failures: 0))
        #expect(!machine.isReady)
        #expect(machine.closed(0, session: 2) == PoolOpening(slot: 0, session: 3, failures: 1))
        #expect(machine.closed(0, session: 3) == PoolOpening(slot: 0, session: 4, failures: 2))
        _ = machine.opened(0, session: 4)
        #expect(machine.isReady)
        #expect(machine.closed(0, session: 4)?.failures == 0)
    }

    @Test func newsOfEarlierSessionsIsIgnored() {
        var machine = opened(size: 1)
        _ = machine.request(.exclusive, id: 1, deadline: start, waiter: "")
        _ = machine.closed(0, session: 1)
        _ = machine.opened(0, session: 2)
        #expect(machine.closed(0, session: 1) == nil)
        #expect(machine.opened(0, session: 1).isEmpty)
        // The lease went with its session: giving it back must not free the new one's.
        #expect(machine.isUnused)
        let lease = PoolGrant(slot: 0, session: 2, isExclusive: true)
        #expect(machine.request(.exclusive, id: 2, deadline: start, waiter: "").answer == .granted(lease))
        #expect(machine.release(PoolGrant(slot: 0, session: 1, isExclusive: true)).isEmpty)
        #expect(machine.request(.exclusive, id: 3, deadline: start, waiter: "").answer == .queued)
    }

    @Test func waitersExpireCancelAndAreBounded() {
        var machine = Machine(size: 1, queueLimit: 2)
        _ = machine.request(.shared, id: 1, deadline: start + .seconds(1), waiter: "a")
        _ = machine.request(.shared, id: 2, deadline: start + .seconds(2), waiter: "b")
        #expect(machine.request(.shared, id: 3, deadline: start, waiter: "c").answer == .full)
        #expect(machine.nextDeadline == start + .seconds(1))
        #expect(machine.expire(start) == [])
        #expect(machine.expire(start + .seconds(1)) == ["a"])
        #expect(machine.cancel(2) == "b")
        #expect(machine.cancel(2) == nil)
        #expect(machine.nextDeadline == nil)
    }

    @Test func waitersGiveUpOnlyWhenNothingIsOpen() {
        var machine = opened(size: 1)
        _ = machine.request(.exclusive, id: 1, deadline: start, waiter: "")
        _ = machine.request(.exclusive, id: 2, deadline: start, waiter: "waits")
        #expect(machine.giveUp() == [])
        _ = machine.closed(0, session: 1)
        #expect(machine.giveUp() == ["waits"])
        #expect(machine.waiting == 0)
    }

    @Test func aClosedPoolRefusesAndDoesNotReopen() {
        var machine = opened(size: 2)
        let grant = PoolGrant(slot: 0, session: 1, isExclusive: true)
        _ = machine.request(.exclusive, id: 1, deadline: start, waiter: "")
        _ = machine.request(.exclusive, id: 2, deadline: start, waiter: "waits")
        #expect(machine.close() == ["waits"])
        #expect(machine.request(.shared, id: 3, deadline: start, waiter: "").answer == .closed)
        #expect(!machine.isUnused)
        #expect(machine.release(grant).isEmpty)
        #expect(machine.isUnused)
        #expect(machine.closed(0, session: 1) == nil)
        #expect(!machine.isReady)
    }

    private func opened(size: Int) -> Machine {
        var machine = Machine(size: size, queueLimit: 9)
        _ = machine.start()
        _ = machine.opened(0, session: 1)
        return machine
    }
}

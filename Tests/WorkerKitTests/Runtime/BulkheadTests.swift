import Testing

@testable import WorkerKit

@Suite(.timeLimit(.minutes(10))) struct BulkheadTests {
    @Test func aFullLaneHoldsUpNoOther() async {
        let bulkhead = Bulkhead(1)
        #expect(await bulkhead.enter("slow"))
        #expect(await bulkhead.enter("quick"))
    }

    @Test func noMoreThanTheLimitAreInALane() async {
        let bulkhead = Bulkhead(2)
        #expect(await bulkhead.enter("lane"))
        #expect(await bulkhead.enter("lane"))
        let third = Gate()
        let task = Task {
            #expect(await bulkhead.enter("lane"))
            third.arrive()
        }
        while await bulkhead.waiting == 0, third.arrived == 0 { await Task.yield() }
        #expect(third.arrived == 0)
        await bulkhead.leave("lane")
        await task.value
        #expect(third.arrived == 1)
    }

    @Test func whoHasWaitedLongestGetsThePlace() async {
        let bulkhead = Bulkhead(1)
        #expect(await bulkhead.enter("lane"))
        async let second = bulkhead.enter("lane")
        await bulkhead.leave("lane")
        #expect(await second)
        await bulkhead.leave("lane")
        #expect(await bulkhead.enter("lane"))
    }

    @Test func whoWaitsCanBeSentAway() async {
        let bulkhead = Bulkhead(1)
        #expect(await bulkhead.enter("lane"))
        let waiting = Task { await bulkhead.enter("lane") }
        while await bulkhead.waiting == 0 { await Task.yield() }
        await bulkhead.turnAway()
        #expect(await !waiting.value)
        await bulkhead.leave("lane")
        #expect(await bulkhead.enter("lane"))
    }

    @Test func whoComesAfterTheEndIsSentAway() async {
        let bulkhead = Bulkhead(1)
        await bulkhead.close()
        #expect(await !bulkhead.enter("lane"))
    }

    @Test func whoWaitsForTheEndWaitsForAllLanes() async {
        let bulkhead = Bulkhead(1)
        #expect(await bulkhead.enter("a"))
        #expect(await bulkhead.enter("b"))
        let end = Gate()
        let waiter = Task {
            await bulkhead.waitUntilEmpty()
            end.arrive()
        }
        await bulkhead.leave("a")
        #expect(end.arrived == 0)
        await bulkhead.leave("b")
        await waiter.value
        await bulkhead.waitUntilEmpty()
    }

    @Test func aCancelledWaitEnds() async {
        let bulkhead = Bulkhead(1)
        #expect(await bulkhead.enter("a"))
        let waiter = Task { await bulkhead.waitUntilEmpty() }
        waiter.cancel()
        await waiter.value
    }
}

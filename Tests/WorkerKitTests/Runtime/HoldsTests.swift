import Testing

@testable import WorkerKit

/// A queue is consumed while nobody holds it.
@Suite struct HoldsTests {
    private let deliveries = RecordedDeliveries()
    private let holds: Holds

    init() {
        holds = Holds(deliveries)
    }

    @Test func theEndOfAnOutageDoesNotEndAnOperatorsPause() async {
        await holds.add(.operator)
        await holds.add(.database)
        await holds.remove(.database)
        #expect(deliveries.calls == [.pause, .giveBack])
        await holds.remove(.operator)
        #expect(deliveries.calls == [.pause, .giveBack, .resume])
    }

    @Test func theEndOfAPauseDoesNotEndAnOutage() async {
        await holds.add(.database)
        await holds.add(.operator)
        await holds.remove(.operator)
        #expect(deliveries.calls == [.giveBack])
        await holds.remove(.database)
        #expect(deliveries.calls == [.giveBack, .resume])
    }

    @Test func whatDrainsIsNotConsumedAgain() async {
        await holds.add(.operator)
        await holds.add(.draining)
        await holds.remove(.operator)
        #expect(deliveries.calls == [.pause])
    }

    @Test func onlyTheFirstToNoticeHolds() async {
        #expect(await holds.add(.database))
        #expect(await !holds.add(.database))
        #expect(deliveries.calls == [.giveBack])
    }

    @Test func whoHoldsNothingTakesNothingBack() async {
        await holds.remove(.operator)
        #expect(deliveries.calls == [])
    }

    /// Whatever the order in which they come: at the end the consumer is as the holds say.
    @Test func manyAtOnceEndAsTheHoldsSay() async {
        await withDiscardingTaskGroup { group in
            for _ in 0..<50 {
                for reason in [Holds.Reason.operator, .database] {
                    group.addTask { await holds.add(reason) }
                    group.addTask { await holds.remove(reason) }
                }
            }
        }
        for reason in Holds.Reason.allCases { await holds.remove(reason) }
        #expect(deliveries.calls.last == .resume || deliveries.calls.isEmpty)
    }
}

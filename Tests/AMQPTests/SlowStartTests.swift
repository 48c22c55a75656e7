import Testing

@testable import AMQP

@Suite struct SlowStartTests {
    @Test func isSlowUntilAFreshMessageWasSettled() {
        var start = SlowStart(isEnabled: true)
        start.connect()
        start.deliver(1, deliveryCount: nil, isRedelivered: false)
        #expect(start.isSlow)
        start.settle(1)
        #expect(!start.isSlow)
    }

    @Test func aCountOfZeroIsFresh() {
        var start = SlowStart(isEnabled: true)
        start.deliver(1, deliveryCount: 0, isRedelivered: false)
        start.settle(1)
        #expect(!start.isSlow)
    }

    @Test(arguments: [(1, true), (1, false), (nil, true)] as [(Int64?, Bool)])
    func aMessageThatWasDeliveredBeforeProvesNothing(_ count: Int64?, isRedelivered: Bool) {
        var start = SlowStart(isEnabled: true)
        start.deliver(1, deliveryCount: count, isRedelivered: isRedelivered)
        start.settle(1)
        #expect(start.isSlow)
        start.deliver(2, deliveryCount: nil, isRedelivered: false)
        start.settle(2)
        #expect(!start.isSlow)
    }

    @Test func onlyTheFreshMessagesOwnSettlementCounts() {
        var start = SlowStart(isEnabled: true)
        start.deliver(1, deliveryCount: 3, isRedelivered: true)
        start.deliver(2, deliveryCount: nil, isRedelivered: false)
        start.settle(1)
        #expect(start.isSlow)
    }

    @Test func everyConnectionBeginsSlowlyAgain() {
        var start = SlowStart(isEnabled: true)
        start.deliver(1, deliveryCount: nil, isRedelivered: false)
        start.settle(1)
        start.connect()
        #expect(start.isSlow)
    }

    @Test func anotherChannelForgetsTheTagButNotTheSpeed() {
        var start = SlowStart(isEnabled: true)
        start.deliver(1, deliveryCount: nil, isRedelivered: false)
        start.openChannel()
        start.settle(1)
        #expect(start.isSlow)
        start.deliver(1, deliveryCount: nil, isRedelivered: false)
        start.settle(1)
        start.openChannel()
        #expect(!start.isSlow)
    }

    @Test func isNeverSlowWhenNotWanted() {
        var start = SlowStart(isEnabled: false)
        #expect(!start.isSlow)
        start.connect()
        #expect(!start.isSlow)
    }
}

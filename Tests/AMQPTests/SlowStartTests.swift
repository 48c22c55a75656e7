import Testing

@testable import AMQP

@Suite struct SlowStartTests {
    @Test func isSlowUntilAFreshMessageWasSettled() {
        var start = SlowStart(isEnabled: true)
        start.connect()
        start.deliver(1, isRedelivered: false)
        #expect(start.isSlow)
        start.settle(1)
        #expect(!start.isSlow)
    }

    @Test func aMessageThatWasDeliveredBeforeProvesNothing() {
        var start = SlowStart(isEnabled: true)
        start.deliver(1, isRedelivered: true)
        start.settle(1)
        #expect(start.isSlow)
        start.deliver(2, isRedelivered: false)
        start.settle(2)
        #expect(!start.isSlow)
    }

    @Test func onlyTheFreshMessagesOwnSettlementCounts() {
        var start = SlowStart(isEnabled: true)
        start.deliver(1, isRedelivered: true)
        start.deliver(2, isRedelivered: false)
        start.settle(1)
        #expect(start.isSlow)
    }

    @Test func everyConnectionBeginsSlowlyAgain() {
        var start = SlowStart(isEnabled: true)
        start.deliver(1, isRedelivered: false)
        start.settle(1)
        start.connect()
        #expect(start.isSlow)
    }

    @Test func anotherChannelForgetsTheTagButNotTheSpeed() {
        var start = SlowStart(isEnabled: true)
        start.deliver(1, isRedelivered: false)
        start.openChannel()
        start.settle(1)
        #expect(start.isSlow)
        start.deliver(1, isRedelivered: false)
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

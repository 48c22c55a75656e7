import Testing

@testable import AMQP

@Suite struct SettlementLedgerTests {
    private typealias Acknowledgement = SettlementLedger.Acknowledgement

    private func ledger(_ count: UInt64) -> SettlementLedger {
        var ledger = SettlementLedger()
        for tag in 1...count { ledger.deliver(tag) }
        return ledger
    }

    @Test func acknowledgesTheHighestContiguousTag() {
        var ledger = ledger(5)
        for tag in [1, 2, 3] as [UInt64] { ledger.finish(tag) }
        #expect(ledger.acknowledgements() == [Acknowledgement(tag: 3, multiple: true)])
        #expect(ledger.outstanding == 2)
        #expect(ledger.acknowledgements() == [])
    }

    @Test func acknowledgesASingleOneAlone() {
        var ledger = ledger(1)
        ledger.finish(1)
        #expect(ledger.acknowledgements() == [Acknowledgement(tag: 1, multiple: false)])
    }

    @Test func whatFinishedOutOfOrderIsAcknowledgedOneByOne() {
        var ledger = ledger(5)
        for tag in [5, 1, 3] as [UInt64] { ledger.finish(tag) }
        #expect(
            ledger.acknowledgements() == [
                Acknowledgement(tag: 1, multiple: false), Acknowledgement(tag: 5, multiple: false),
                Acknowledgement(tag: 3, multiple: false),
            ])
        for tag in [4, 2] as [UInt64] { ledger.finish(tag) }
        #expect(ledger.acknowledgements() == [Acknowledgement(tag: 4, multiple: true)])
        #expect(ledger.outstanding == 0)
    }

    @Test func whatFinishedOutOfOrderWaitsForWhatIsBeforeIt() {
        var ledger = ledger(5)
        let now = ContinuousClock.now
        for tag in [1, 3, 4] as [UInt64] { ledger.finish(tag) }
        #expect(ledger.acknowledgements(at: now, limit: 5) == [Acknowledgement(tag: 1, multiple: false)])
        #expect(ledger.waiting == 0)
        #expect(ledger.deadline == now + SettlementLedger.patience)
        ledger.finish(2)
        #expect(
            ledger.acknowledgements(at: now + .milliseconds(1), limit: 5) == [Acknowledgement(tag: 4, multiple: true)])
        #expect(ledger.deadline == nil)
    }

    @Test func butNotForEver() {
        var ledger = ledger(5)
        let now = ContinuousClock.now
        ledger.finish(3)
        #expect(ledger.acknowledgements(at: now, limit: 5) == [])
        ledger.finish(4)
        #expect(ledger.acknowledgements(at: now + .milliseconds(1), limit: 5) == [])
        #expect(
            ledger.acknowledgements(at: now + SettlementLedger.patience, limit: 5) == [
                Acknowledgement(tag: 3, multiple: false), Acknowledgement(tag: 4, multiple: false),
            ])
        #expect(ledger.deadline == nil)
        for tag in [1, 2, 5] as [UInt64] { ledger.finish(tag) }
        #expect(ledger.acknowledgements(at: now, limit: 5) == [Acknowledgement(tag: 5, multiple: true)])
    }

    @Test func andNoMoreThanTheLimit() {
        var ledger = ledger(5)
        let now = ContinuousClock.now
        for tag in [5, 4] as [UInt64] { ledger.finish(tag) }
        #expect(ledger.acknowledgements(at: now, limit: 2) == [])
        ledger.finish(3)
        #expect(
            ledger.acknowledgements(at: now, limit: 2) == [
                Acknowledgement(tag: 5, multiple: false), Acknowledgement(tag: 4, multiple: false),
                Acknowledgement(tag: 3, multiple: false),
            ])
    }

    @Test func aRejectedTagIsNeitherAcknowledgedNorInTheWay() {
        var ledger = ledger(3)
        #expect(ledger.reject(2) == true)
        ledger.finish(1)
        ledger.finish(3)
        #expect(ledger.acknowledgements() == [Acknowledgement(tag: 3, multiple: true)])
    }

    @Test func theAcknowledgedTagIsNeverARejectedOne() {
        var ledger = ledger(3)
        ledger.finish(1)
        ledger.finish(2)
        #expect(ledger.reject(3) == true)
        #expect(ledger.acknowledgements() == [Acknowledgement(tag: 2, multiple: true)])
    }

    @Test func aTagIsSettledOnce() {
        var ledger = ledger(2)
        #expect(ledger.finish(1) == true)
        #expect(ledger.finish(1) == false)
        #expect(ledger.reject(1) == false)
        #expect(ledger.reject(2) == true)
        #expect(ledger.reject(2) == false)
        #expect(ledger.finish(2) == false)
        #expect(ledger.acknowledgements() == [Acknowledgement(tag: 1, multiple: false)])
        #expect(ledger.finish(1) == false)
    }

    @Test(arguments: [0, 3, UInt64.max]) func unknownTagsAreIgnored(_ tag: UInt64) {
        var ledger = ledger(2)
        #expect(ledger.finish(tag) == false)
        #expect(ledger.reject(tag) == false)
        #expect(ledger.acknowledgements() == [])
    }

    @Test func theEndOfTheChannelForgetsEverything() {
        var ledger = ledger(3)
        ledger.finish(1)
        ledger.endChannel()
        #expect(ledger.acknowledgements() == [])
        #expect(ledger.outstanding == 0)
        ledger.deliver(1)
        #expect(ledger.finish(1) == true)
    }

    private enum Flush: CaseIterable { case not, patiently, completely }

    /// Every order in which four deliveries can be finished, rejected and acknowledged, against what the broker would do:
    /// it refuses an acknowledgement of a tag that is not outstanding.
    @Test func neverSaysAnythingTheBrokerWouldRefuse() {
        let now = ContinuousClock.now
        func explore(_ ledger: SettlementLedger, broker: Set<UInt64>, finished: Set<UInt64>, rest: Set<UInt64>) {
            for tag in rest {
                for isRejected in [false, true] {
                    for flush in Flush.allCases {
                        var ledger = ledger
                        var broker = broker
                        var finished = finished
                        if isRejected {
                            #expect(ledger.reject(tag) == true)
                            broker.remove(tag)
                        } else {
                            #expect(ledger.finish(tag) == true)
                            finished.insert(tag)
                        }
                        var frames: [Acknowledgement] = []
                        if flush == .patiently { frames += ledger.acknowledgements(at: now, limit: 4) }
                        let isComplete = flush == .completely || rest.count == 1
                        if isComplete { frames += ledger.acknowledgements() }
                        for frame in frames {
                            #expect(broker.contains(frame.tag))
                            let covered = broker.filter { frame.multiple ? $0 <= frame.tag : $0 == frame.tag }
                            #expect(covered.isSubset(of: finished))
                            broker.subtract(covered)
                        }
                        if isComplete { #expect(broker.isDisjoint(with: finished)) }
                        explore(ledger, broker: broker, finished: finished, rest: rest.subtracting([tag]))
                    }
                }
            }
            if rest.isEmpty { #expect(broker.isEmpty) }
        }
        let tags = Set<UInt64>(1...4)
        explore(ledger(4), broker: tags, finished: [], rest: tags)
    }

    @Test func givesBackWhatIsNotFinished() {
        var ledger = SettlementLedger()
        for tag in UInt64(1)...5 { ledger.deliver(tag) }
        ledger.finish(2)
        ledger.finish(5)
        let acknowledged = ledger.acknowledgements()
        #expect(acknowledged.map(\.tag) == [2, 5])
        let last = ledger.giveBack()
        #expect(last == 4)
        #expect(ledger.outstanding == 0)
        let nothing = ledger.giveBack()
        #expect(nothing == nil)
        // Later tags of the channel go on.
        ledger.deliver(6)
        let old = ledger.finish(3)
        let new = ledger.finish(6)
        #expect(!old && new)
        let later = ledger.acknowledgements()
        #expect(later == [.init(tag: 6, multiple: false)])
    }

    @Test func givesBackWhatIsNotSpared() {
        var ledger = SettlementLedger()
        for tag in UInt64(1)...4 { ledger.deliver(tag) }
        let back = ledger.giveBack(sparing: [2, 4])
        #expect(back == [1, 3])
        #expect(ledger.outstanding == 2)
        let again = ledger.finish(1)
        let spared = ledger.finish(4)
        #expect(!again && spared)
        let acknowledged = ledger.acknowledgements()
        #expect(acknowledged == [.init(tag: 4, multiple: false)])
    }
}

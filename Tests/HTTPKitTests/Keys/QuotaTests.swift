import Testing

@testable import HTTPKit

@Suite struct QuotaTests {
    @Test func refusesWhenTheStockIsUsedUpAndFillsAgain() {
        let quota = Quota(rate: 2, stock: 3)
        let start = ContinuousClock.now
        #expect((0..<3).allSatisfy { _ in quota.take("a", at: start) == nil })
        #expect(quota.take("a", at: start) == 1)
        #expect(quota.take("b", at: start) == nil, "each key has its own")
        #expect(quota.take("a", at: start + .seconds(1)) == nil)
    }

    @Test func aThousandASecondAndFiveThousandAtOnceUnlessSomebodySaysOtherwise() {
        let quota = Quota()
        let start = ContinuousClock.now
        #expect((0..<5000).allSatisfy { _ in quota.take("a", at: start) == nil })
        #expect(quota.take("a", at: start) == 1)
        #expect((0..<1000).allSatisfy { _ in quota.take("a", at: start + .seconds(1)) == nil })
        #expect(quota.take("a", at: start + .seconds(1)) == 1)
    }

    @Test func neverHoldsMoreThanTheStock() {
        let quota = Quota(rate: 1, stock: 2)
        let start = ContinuousClock.now
        #expect(quota.take("a", at: start) == nil)
        let later = start + .seconds(1000)
        #expect((0..<2).allSatisfy { _ in quota.take("a", at: later) == nil })
        #expect(quota.take("a", at: later) != nil)
    }
}

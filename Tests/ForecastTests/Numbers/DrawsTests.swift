import Testing

@testable import Forecast

@Suite struct DrawsTests {
    @Test func eachStepHasEachPartOnce() {
        let draws = Draws(paths: 50, horizon: 3, seed: 4)
        for step in 0...3 {
            let shares = (0..<50).map { draws.share(step: step, path: $0) }
            #expect(shares.sorted() == (0..<50).map { (Double($0) + 0.5) / 50 })
            #expect(shares != shares.sorted())
        }
    }

    @Test func theSameSeedGivesTheSameNumbers() {
        func shares(_ seed: UInt64) -> [Double] {
            let draws = Draws(paths: 50, horizon: 2, seed: seed)
            return (0..<50).map { draws.share(step: 2, path: $0) }
        }
        #expect(shares(9) == shares(9))
        #expect(shares(9) != shares(10))
    }

    /// SplitMix64's first numbers of the seed 1234567, as its authors' program prints them.
    @Test func theGeneratorIsSplitMix() {
        var generator = SeededGenerator(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
    }

    @Test func quantilesOfWholeNumbersAreWhole() {
        let values = (1...10).map(Double.init)
        #expect(Order.quantile(0.1, ofSorted: values) == 1)
        #expect(Order.quantile(0.5, ofSorted: values) == 5)
        #expect(Order.quantile(0.51, ofSorted: values) == 6)
        #expect(Order.quantile(0.975, ofSorted: values) == 10)
    }
}

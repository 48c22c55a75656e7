import Foundation

/// Counts of months with a level of their own, half of them with a season, a third with a trend; the same on every run.
enum SeededSeries {
    static func print(_ count: Int) {
        var generator = SplitMix(state: 20_261_129)
        for number in 0..<count {
            let level = 2 + 38 * generator.share()
            let swing = number % 2 == 0 ? 0.1 + 0.4 * generator.share() : 0
            let slope = number % 3 == 0 ? (generator.share() - 0.4) / 100 : 0
            let counts = (0..<60).map { month in
                let season = 1 + swing * sin(2 * .pi * Double(month) / 12)
                return poisson(level * season * max(0.1, 1 + slope * Double(month)), &generator)
            }
            Swift.print(counts.map(String.init).joined(separator: " "))
        }
    }

    /// Knuth's way: how many factors a product takes to fall below e to the minus mean.
    private static func poisson(_ mean: Double, _ generator: inout SplitMix) -> Int {
        var product = generator.share()
        var count = 0
        while product > exp(-mean) {
            product *= generator.share()
            count += 1
        }
        return count
    }
}

/// Steele, Lea, Flood: SplitMix64.
struct SplitMix {
    var state: UInt64

    mutating func share() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) / Double(UInt64(1) << 53)
    }
}

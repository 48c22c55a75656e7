/// Level, trend and season between two periods.
struct ETSState: Sendable, Hashable {
    var level: Double
    var slope: Double
    /// One a place in the year.
    var season: [Double]

    init(level: Double, slope: Double, season: [Double]) {
        self.level = level
        self.slope = slope
        self.season = season
    }

    /// The state before the first period.
    init(_ parameters: ETSParameters) {
        self.init(level: parameters.level, slope: parameters.slope, season: parameters.season)
    }

    /// The mean of the next period, at this place of the year; `nil` where a multiplicative season leaves what is positive.
    @inline(__always)
    func mean(_ place: Int, _ phi: Double, _ kind: ETSForm.Season) -> Double? {
        let base = level + phi * slope
        switch kind {
        case .none: return base
        case .additive: return base + season[place]
        case .multiplicative: return base > 0 && season[place] > 0 ? base * season[place] : nil
        }
    }

    /// Takes the error of the next period.
    @inline(__always)
    mutating func update(
        _ error: Double, _ place: Int, _ alpha: Double, _ beta: Double, _ gamma: Double, _ phi: Double,
        _ kind: ETSForm.Season
    ) {
        let base = level + phi * slope
        var share = error
        switch kind {
        case .none: break
        case .additive: season[place] += gamma * error
        case .multiplicative:
            share = error / season[place]
            season[place] += gamma * error / base
        }
        level = base + alpha * share
        slope = phi * slope + beta * share
    }
}

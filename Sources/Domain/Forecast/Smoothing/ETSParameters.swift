/// What an ETS model is made of beside its form: the smoothing parameters and the state before the first period.
struct ETSParameters: Sendable, Hashable {
    /// Between 0 and 1, as are β and γ. Where a season makes the model inadmissible there, the point is refused.
    var alpha: Double
    var beta = 0.0
    var gamma = 0.0
    /// 0.8 to 0.98, or 1 without damping: below, the trend is gone at once, above, it cannot be told from a straight one.
    var phi = 1.0
    var level: Double
    var slope = 0.0
    /// One a period of the year; they add up to 0, multiplicative ones to their number.
    var season: [Double] = []

    static let phis = 0.8...0.98

    /// The parameters as the optimiser moves them; the last of the season follows from the others.
    func vector(of form: ETSForm) -> [Double] {
        var vector = [alpha]
        if form.trend != .none { vector.append(beta) }
        if form.season != .none { vector.append(gamma) }
        if form.trend == .damped { vector.append(phi) }
        vector.append(level)
        if form.trend != .none { vector.append(slope) }
        if form.season != .none { vector += season.dropLast() }
        return vector
    }

    init(alpha: Double, level: Double) {
        self.alpha = alpha
        self.level = level
    }

    init(_ vector: [Double], of form: ETSForm, period: Int) {
        var rest = vector[...]
        alpha = rest.removeFirst()
        if form.trend != .none { beta = rest.removeFirst() }
        if form.season != .none { gamma = rest.removeFirst() }
        if form.trend == .damped { phi = rest.removeFirst() }
        level = rest.removeFirst()
        if form.trend != .none { slope = rest.removeFirst() }
        if form.season != .none {
            let sum = form.season == .multiplicative ? Double(period) : 0
            season = rest + [sum - rest.reduce(0, +)]
        }
    }

    /// Lower and upper bounds of ``vector(of:)``.
    static func bounds(of form: ETSForm, count: Int) -> (lower: [Double], upper: [Double]) {
        var lower = [0.0]
        var upper = [1.0]
        if form.trend != .none { (lower, upper) = (lower + [0], upper + [1]) }
        if form.season != .none { (lower, upper) = (lower + [0], upper + [1]) }
        if form.trend == .damped { (lower, upper) = (lower + [phis.lowerBound], upper + [phis.upperBound]) }
        let free = count - lower.count
        return (
            lower + Array(repeating: -.infinity, count: free), upper + Array(repeating: .infinity, count: free)
        )
    }
}

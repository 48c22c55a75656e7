/// How the state of an ETS model changes by each variable of the optimiser: the equations of ``ETSRecursion``, derived.
struct ETSChanges {
    private let form: ETSForm
    private let period: Int
    private let variables: Int
    /// The change of the mean of the period that was advanced over last.
    private(set) var mean: [Double]
    private var level: [Double]
    private var slope: [Double]
    /// A row a place of the year.
    private var season: [Double]
    // Where the variables stand; beyond the end where the form has none.
    private let betaPlace: Int
    private let gammaPlace: Int
    private let phiPlace: Int
    private let levelPlace: Int

    init(form: ETSForm, period: Int) {
        self.form = form
        self.period = period
        let (hasTrend, hasSeason) = (form.trend != .none, form.season != .none)
        betaPlace = hasTrend ? 1 : .max
        gammaPlace = hasSeason ? (hasTrend ? 2 : 1) : .max
        let smoothing = 1 + (hasTrend ? 1 : 0) + (hasSeason ? 1 : 0)
        phiPlace = form.trend == .damped ? smoothing : .max
        levelPlace = smoothing + (form.trend == .damped ? 1 : 0)
        variables = levelPlace + 1 + (hasTrend ? 1 : 0) + (hasSeason ? period - 1 : 0)
        mean = Array(repeating: 0, count: variables)
        (level, slope) = (mean, mean)
        season = Array(repeating: 0, count: hasSeason ? variables * period : 0)
    }

    /// Begins before the first period.
    mutating func start(_ parameters: ETSParameters) {
        for i in 0..<variables { (level[i], slope[i]) = (0, 0) }
        for i in season.indices { season[i] = 0 }
        level[levelPlace] = 1
        if form.trend != .none { slope[levelPlace + 1] = 1 }
        guard form.season != .none else { return }
        let first = variables - (period - 1)
        for place in 0..<(period - 1) {
            season[place * variables + first + place] = 1
            season[(period - 1) * variables + first + place] = -1
        }
    }

    /// Advances over a period, from the state before it.
    mutating func advance(_ state: ETSState, _ error: Double, _ place: Int, _ parameters: ETSParameters) {
        let (alpha, beta, gamma, phi) = (parameters.alpha, parameters.beta, parameters.gamma, parameters.phi)
        let base = state.level + phi * state.slope
        let kind = form.season
        let factor = kind == .none ? 1 : state.season[place]
        let row = place * variables
        let share = kind == .multiplicative ? error / factor : error
        for i in 0..<variables {
            let slopeBefore = phi * slope[i] + (i == phiPlace ? state.slope : 0)
            let baseChange = level[i] + slopeBefore
            let alphaChange = i == 0 ? 1.0 : 0
            let betaChange = i == betaPlace ? 1.0 : 0
            var shareChange: Double
            switch kind {
            case .none:
                mean[i] = baseChange
                shareChange = -baseChange
            case .additive:
                let seasonBefore = season[row + i]
                let gammaChange = i == gammaPlace ? 1.0 : 0
                mean[i] = baseChange + seasonBefore
                shareChange = -mean[i]
                season[row + i] = seasonBefore + gamma * shareChange + error * gammaChange
            case .multiplicative:
                let seasonBefore = season[row + i]
                let gammaChange = i == gammaPlace ? 1.0 : 0
                mean[i] = factor * baseChange + base * seasonBefore
                shareChange = -mean[i] / factor - error * seasonBefore / (factor * factor)
                season[row + i] =
                    seasonBefore + gamma * (-mean[i] / base - error * baseChange / (base * base))
                    + error / base * gammaChange
            }
            level[i] = baseChange + alpha * shareChange + share * alphaChange
            slope[i] = slopeBefore + beta * shareChange + share * betaChange
        }
    }
}

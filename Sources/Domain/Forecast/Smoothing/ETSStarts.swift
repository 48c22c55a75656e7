/// Where the search for the parameters of an ETS model starts: always at the same points.
struct ETSStarts {
    private let level: Double
    private let slope: Double
    private let season: [Double]

    /// α, β, γ and φ: hardly any smoothing, little, and much.
    private static let smoothing = [(0.002, 0.001, 0.001, 0.975), (0.1, 0.01, 0.1, 0.95), (0.9, 0.05, 0.02, 0.9)]

    /// A line through the first periods and the means of the places of the year around a line through all.
    init(form: ETSForm, period: Int, values: [Double]) {
        let season = form.season == .none ? [] : Self.season(form.season, period, values)
        let adjusted = values.indices.map { number in
            switch form.season {
            case .none: values[number]
            case .additive: values[number] - season[number % period]
            case .multiplicative: values[number] / season[number % period]
            }
        }
        let line = Line(adjusted.prefix(max(10, form.season == .none ? 0 : 2 * period)))
        self.season = season
        let mean = adjusted.reduce(0, +) / Double(max(1, adjusted.count))
        slope = line.slope
        let first = form.trend == .none ? line.value(at: Double(line.count - 1) / 2) : line.value(at: -1)
        level = form.needsPositiveValues && first <= 0 ? mean : first
    }

    /// The points to start from.
    func points(_ form: ETSForm) -> [ETSParameters] {
        Self.smoothing.map { alpha, beta, gamma, phi in
            var parameters = ETSParameters(alpha: alpha, level: level)
            parameters.season = season
            if form.season != .none { parameters.gamma = gamma }
            if form.trend != .none {
                parameters.beta = beta
                parameters.slope = slope
            }
            if form.trend == .damped { parameters.phi = phi }
            return parameters
        }
    }

    private static func season(_ kind: ETSForm.Season, _ period: Int, _ values: [Double]) -> [Double] {
        let line = Line(values[...])
        let mean = values.reduce(0, +) / Double(values.count)
        var sums = [Double](repeating: 0, count: period)
        var counts = [Double](repeating: 0, count: period)
        for (number, value) in values.enumerated() {
            let trend = line.value(at: Double(number))
            sums[number % period] +=
                kind == .additive ? value - trend : value / max(trend, 0.1 * mean, .leastNormalMagnitude)
            counts[number % period] += 1
        }
        let places = zip(sums, counts).map { $0 / max(1, $1) }
        let average = places.reduce(0, +) / Double(period)
        return places.map { kind == .additive ? $0 - average : max($0 / average, 0.01) }
            .normalised(to: kind == .additive ? nil : Double(period))
    }
}

extension [Double] {
    /// The values multiplied so that they add up to a sum; without one, as they are.
    fileprivate func normalised(to sum: Double?) -> [Double] {
        guard let sum else { return self }
        let total = reduce(0, +)
        return map { $0 * sum / total }
    }
}

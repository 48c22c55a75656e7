/// The models that compete for a series.
enum Candidate: Int, Sendable, Hashable, CaseIterable, Comparable {
    case combination, smoothing, seasonalSmoothing, theta, crostonSBA, tsb, adida, constantRate, naive

    /// All that a history allows, with their paths.
    static func all(_ history: History, _ future: FuturePeriods, _ draws: Draws)
        -> [(candidate: Candidate, model: any ForecastModel, paths: Paths)]
    {
        var all = single(history).map { ($0, $1, $1.paths(future, draws)) }
        let members = all.filter { $0.0.isMember(of: history) }
        if members.count > 2, let median = Paths.median(of: members.map(\.2)) {
            all.insert((.combination, Combination(members: members.map(\.1)), median), at: 0)
        }
        return all
    }

    /// Whether the combination has it: the naive forecast is what it has to beat.
    private func isMember(of history: History) -> Bool {
        self != .naive && self != .combination
    }

    private static func single(_ history: History) -> [(Candidate, any ForecastModel)] {
        var models: [(Candidate, any ForecastModel)] = []
        let rates = history.rates
        if history.count >= 6 {
            // Whether there is a season is not left to AICc: of three or four years, it takes a year's twelve parameters for
            // too many even where every year is the same.
            let fits = ETSSelection.fits(of: rates, period: history.period)
            if let fit = ETSSelection.best(of: fits.filter { $0.form.season == .none }) {
                models.append((.smoothing, SmoothingModel(fit, history)))
            }
            if let fit = ETSSelection.best(of: fits.filter { $0.form.season != .none }) {
                models.append((.seasonalSmoothing, SmoothingModel(fit, history)))
            }
        }
        if history.count >= 5 { models.append((.theta, ThetaModel(history))) }
        // Of three values there is no telling an interval between events.
        if history.count >= 5, isSparse(history) {
            if let model = SparseCounts.crostonSBA(history) { models.append((.crostonSBA, model)) }
            if let model = SparseCounts.tsb(history) { models.append((.tsb, model)) }
            if let model = SparseCounts.adida(history) { models.append((.adida, model)) }
        }
        models.append((.constantRate, ConstantRate.model(history)))
        models.append((.naive, SeasonalNaive(history)))
        return models
    }

    /// Whether events are further apart than 1.32 periods, from where on Croston's method is better than smoothing
    /// (Syntetos, Boylan and Croston 2005).
    private static func isSparse(_ history: History) -> Bool {
        let events = history.values.count { $0 > 0 }
        return events > 0 && Double(history.count) / Double(events) > 1.32
    }

    static func < (left: Candidate, right: Candidate) -> Bool { left.rawValue < right.rawValue }
}

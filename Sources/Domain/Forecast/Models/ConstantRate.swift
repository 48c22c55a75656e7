/// The rate of all periods together, for counts that depend on nothing, and for histories that are too short for more.
enum ConstantRate {
    /// How much counts vary, in units of their mean, before there is a history, and the periods that this is worth.
    private static let belief = (dispersion: 1.1, periods: 3.0)

    static func model(_ history: History) -> LevelModel {
        let total = history.values.reduce(0, +)
        let length = history.exposures.reduce(0, +)
        let mean = total / max(length, 1e-9)
        let name = "constant rate"
        guard history.kind == .counts else {
            let squares = history.rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let variance = squares / Double(max(1, history.count - 1))
            return LevelModel(
                name: name, rate: mean, evidence: length,
                noise: Noise(scale: .constant(history.count > 1 ? variance : mean * mean), isAtLeastPoisson: false))
        }
        // Jeffreys' prior: half an event in no time.
        let rate = (total + 0.5) / max(length, 1e-9)
        var noise = Noise.counts(history.values, history.exposures.map { $0 * mean }, parameters: 1, leverage: 0)
        if case .mean(let dispersion) = noise.scale, noise.isAtLeastPoisson {
            let freedom = Double(max(0, history.count - 1))
            let known = belief.periods * belief.dispersion + freedom * dispersion
            noise.scale = .mean(known / (belief.periods + freedom))
        }
        return LevelModel(name: name, rate: rate, evidence: length, noise: noise)
    }
}

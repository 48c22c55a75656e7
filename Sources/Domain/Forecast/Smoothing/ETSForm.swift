/// One of the models of exponential smoothing in state space form (Hyndman, Koehler, Ord, Snyder 2008, table 2.2).
struct ETSForm: Sendable, Hashable {
    enum Errors: Sendable { case additive, multiplicative }
    enum Trend: Sendable { case none, additive, damped }
    enum Season: Sendable { case none, additive, multiplicative }

    var errors: Errors
    var trend: Trend
    var season: Season

    /// `ETS(M,Ad,A)`.
    var name: String {
        let trends: [Trend: String] = [.none: "N", .additive: "A", .damped: "Ad"]
        let seasons: [Season: String] = [.none: "N", .additive: "A", .multiplicative: "M"]
        return "ETS(\(errors == .additive ? "A" : "M"),\(trends[trend] ?? ""),\(seasons[season] ?? ""))"
    }

    /// Whether it is only defined for values above zero.
    var needsPositiveValues: Bool { errors == .multiplicative || season == .multiplicative }

    /// The form of all that this one contains with less trend: damped and straight trends contain none.
    static let trends: [Trend] = [.none, .additive, .damped]

    /// The stable forms: additive errors with a multiplicative season have no finite variance and are left out.
    static func candidates(seasonal: Bool, positive: Bool) -> [[ETSForm]] {
        let errors: [Errors] = positive ? [.additive, .multiplicative] : [.additive]
        return errors.flatMap { errors in
            let seasons: [Season] =
                !seasonal ? [.none] : errors == .additive ? [.none, .additive] : [.none, .additive, .multiplicative]
            return seasons.map { season in
                trends.map { ETSForm(errors: errors, trend: $0, season: season) }
            }
        }
    }
}

/// Which model was chosen, and why.
struct Choice {
    let candidate: Candidate
    private let scores: [Candidate: ModelScore]
    private let isTested: Bool

    /// By how much the naive forecast must be better than all others to be chosen. A dozen folds that overlap are few: it wins
    /// some of them by chance, and its own errors hold the chance of two periods.
    private static let margin = 0.9

    /// Folds from which on their scores say more than chance.
    private static let enough = 5

    init(scores: [Candidate: ModelScore], folds: Int, candidates: [Candidate]) {
        self.scores = scores
        let tested = folds < Self.enough ? [:] : scores.filter { candidates.contains($0.key) }
        isTested = !tested.isEmpty
        let best = tested.filter { $0.key != .naive }
            .min { ($0.value.pinball, $0.key) < ($1.value.pinball, $1.key) }
        if let naive = tested[.naive], naive.pinball < Self.margin * (best?.value.pinball ?? .infinity) {
            candidate = .naive
        } else {
            candidate = best?.key ?? .constantRate
        }
    }

    func reason(folds: Int, count: Int) -> String {
        guard isTested, let score = scores[candidate] else {
            let periods = "\(count) whole period\(count == 1 ? "" : "s")"
            return "The history, \(periods), is too short to choose a model by: all of it together gives a rate."
        }
        let naive = scores[.naive]?.pinball ?? score.pinball
        guard candidate != .naive else {
            return "No model did better than the naive forecast, tried \(folds) times in the past."
        }
        let gain = naive > 0 ? Int(((1 - score.pinball / naive) * 100).rounded()) : 0
        let beside = gain < 0 ? "\(-gain) % more than" : gain == 0 ? "as much as" : "\(gain) % less than"
        return "Of \(scores.count) models tried \(folds) times in the past it lost least: \(beside) the naive forecast."
    }
}

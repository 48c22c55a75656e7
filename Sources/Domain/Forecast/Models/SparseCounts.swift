/// Models of counts that are mostly zero.
enum SparseCounts {
    /// How much of each new value the smoothings take, which is Croston's own choice.
    private static let alpha = 0.1

    /// Croston's method with the correction of Syntetos and Boylan (2005), as statsforecast's `CrostonSBA`: the smoothed
    /// size over the smoothed interval, less its bias. `nil` without an event, and where it has been quiet for so long that
    /// the last interval, which it never takes in, would be another.
    static func crostonSBA(_ history: History) -> LevelModel? {
        let rates = history.rates
        let events = rates.indices.filter { rates[$0] > 0 }
        guard let first = events.first, let last = events.last else { return nil }
        var size = rates[first]
        var interval = Double(first + 1)
        for (before, event) in zip(events, events.dropFirst()) {
            size += alpha * (rates[event] - size)
            interval += alpha * (Double(event - before) - interval)
        }
        guard Double(rates.count - 1 - last) <= 2 * interval else { return nil }
        let rate = (1 - alpha / 2) * size / interval
        return level("Croston-SBA", rate, weight: interval * (2 - alpha) / alpha, history)
    }

    /// The method of Teunter, Syntetos and Babai (2011), as statsforecast's `TSB(0.1, 0.1)`: the smoothed chance of an event
    /// and its smoothed size, so that quiet times count. `nil` without an event.
    static func tsb(_ history: History) -> LevelModel? {
        let rates = history.rates
        guard let first = rates.first(where: { $0 > 0 }) else { return nil }
        var size: Double?
        var chance = rates[0] > 0 ? 1.0 : 0
        for (number, rate) in rates.enumerated() {
            if number > 0 { chance += alpha * ((rate > 0 ? 1 : 0) - chance) }
            if rate > 0 { size = size.map { $0 + alpha * (rate - $0) } ?? rate }
        }
        return level("TSB", chance * (size ?? first), weight: (2 - alpha) / alpha, history)
    }

    /// Aggregation into blocks of the mean interval, smoothed exponentially (Nikolopoulos et al. 2011), as statsforecast's
    /// `ADIDA`, whose smoothing is the best one between 0.1 and 0.3. `nil` without an event.
    static func adida(_ history: History) -> LevelModel? {
        let rates = history.rates
        let events = rates.indices.filter { rates[$0] > 0 }
        guard let last = events.last else { return nil }
        // Halves to even, as numpy rounds.
        let size = max(1, Int((Double(last + 1) / Double(events.count)).rounded(.toNearestOrEven)))
        let blocks = rates.count / size
        guard blocks > 0 else { return nil }
        let skipped = rates.count - blocks * size
        let sums = (0..<blocks).map { block in
            rates[(skipped + block * size)..<(skipped + (block + 1) * size)].reduce(0, +)
        }
        let smoothing = SimpleSmoothing.best(of: sums, between: 0.1, and: 0.3)
        return level(
            "ADIDA", smoothing.level / Double(size),
            weight: Double(size) * (2 - smoothing.alpha) / smoothing.alpha, history)
    }

    private static func level(_ name: String, _ rate: Double, weight: Double, _ history: History) -> LevelModel {
        let length = history.exposures.reduce(0, +)
        let mean = history.values.reduce(0, +) / max(length, 1e-9)
        let noise =
            history.kind == .counts
            ? Noise.counts(history.values, history.exposures.map { $0 * mean }, parameters: 1, leverage: 0)
            : ConstantRate.model(history).noise
        return LevelModel(name: name, rate: rate, evidence: min(weight, length), noise: noise)
    }
}

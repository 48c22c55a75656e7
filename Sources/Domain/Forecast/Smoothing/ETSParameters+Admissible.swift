extension ETSParameters {
    /// Whether the answer to an error stays bounded: a model whose answer grows by powers is not admissible (Hyndman, Akram
    /// and Archibald 2008), which bounds of single parameters do not prevent where there is a season.
    ///
    /// Without a season all is admissible between the bounds; with one, what R calls the usual region nearly is, so that
    /// `thoroughly` is for the end of a search.
    func isAdmissible(period: Int, thoroughly: Bool) -> Bool {
        guard period > 1, thoroughly || beta > alpha || gamma > 1 - alpha else { return true }
        var answer = ETSState(level: 1, slope: beta, season: Array(repeating: 0, count: period))
        answer.season[0] = 1
        let length = 10 * period
        var sums = (0.0, 0.0)
        var place = 0
        for step in 0..<(2 * length) {
            guard let mean = answer.mean(place, phi, .additive) else { return false }
            if step < length { sums.0 += abs(mean) } else { sums.1 += abs(mean) }
            answer.update(-mean, place, alpha, beta, gamma, phi, .additive)
            place = place + 1 == period ? 0 : place + 1
        }
        // A trend that is never corrected is admissible at its bound, and grows in a straight line.
        return sums.1 <= 4 * sums.0 + 1e-9
    }
}

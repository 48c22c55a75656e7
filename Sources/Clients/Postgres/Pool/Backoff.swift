/// How long to wait before an attempt: doubled with each failure up to a limit, and half of it random, so that many
/// clients do not come back at the same moment.
struct Backoff: Sendable {
    let first: Duration
    let limit: Duration

    /// The wait after this many failures in a row.
    /// - Parameter random: from 0 to 1.
    func delay(failures: Int, random: Double) -> Duration {
        guard failures > 0 else { return .zero }
        let full = min(first * (1 << min(failures - 1, 20)), limit)
        return full / 2 + full / 2 * random
    }
}

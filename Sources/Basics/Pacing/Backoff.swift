/// How long to wait before an attempt: doubled with each failure up to a limit, and half of it random, so that many
/// clients do not come back at the same moment.
public struct Backoff: Sendable, Hashable {
    /// The longest wait after one failure.
    public let first: Duration
    /// The longest wait after any number of failures.
    public let limit: Duration

    /// - Parameters:
    ///   - first: the longest wait after one failure, more than zero.
    ///   - limit: the longest wait ever, not less than `first`.
    public init(first: Duration, limit: Duration) {
        self.first = first
        self.limit = limit
    }

    /// The wait after this many failures in a row: between half of the doubled time and all of it; nothing before the
    /// first failure.
    /// - Parameters:
    ///   - failures: from 0.
    ///   - random: from 0 to 1.
    public func delay(failures: Int, random: Double = .random(in: 0...1)) -> Duration {
        guard failures > 0 else { return .zero }
        let full = min(first * (1 << min(failures - 1, 20)), limit)
        return full / 2 + full / 2 * random
    }
}

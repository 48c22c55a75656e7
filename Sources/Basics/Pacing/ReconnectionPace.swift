/// The waits of something that is connected again and again: a ``Backoff`` that begins anew once a connection has lasted.
public struct ReconnectionPace: Sendable {
    private let backoff: Backoff
    private var failures = 0

    /// - Parameter range: from the longest wait after one failure to the longest wait ever.
    public init(_ range: ClosedRange<Duration>) {
        backoff = Backoff(first: range.lowerBound, limit: range.upperBound)
    }

    /// The wait after a failure.
    /// - Parameters:
    ///   - lifetime: how long the connection had worked, `nil` when it never did. The longest wait or more begins the
    ///     series anew.
    ///   - random: from 0 to 1.
    public mutating func delay(after lifetime: Duration?, random: Double = .random(in: 0...1)) -> Duration {
        if let lifetime, lifetime >= backoff.limit { failures = 0 }
        failures = min(failures + 1, 1_000)
        return backoff.delay(failures: failures, random: random)
    }
}

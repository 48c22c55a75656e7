/// How long to wait before the next attempt to connect: twice as long each time, up to a bound, less a random half so that
/// the clients of a broker that was away do not come back at once.
struct Backoff {
    let range: ClosedRange<Duration>
    private var attempt = 0

    init(_ range: ClosedRange<Duration>) {
        self.range = range
    }

    /// The wait after a failure.
    /// - Parameters:
    ///   - lifetime: how long the connection had worked, `nil` when it never did. A longer one than the longest wait
    ///     begins the series anew.
    ///   - random: 0…1.
    mutating func delay(after lifetime: Duration?, random: Double = .random(in: 0...1)) -> Duration {
        if let lifetime, lifetime >= range.upperBound { attempt = 0 }
        let whole = min(range.upperBound, range.lowerBound * (1 << min(attempt, 20)))
        attempt += 1
        return whole * (0.5 + random / 2)
    }
}

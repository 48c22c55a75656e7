import Synchronization

/// A token bucket for each key: so many requests a second, with some in stock.
public final class Quota: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    private let rate: Double
    private let stock: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// - Parameters:
    ///   - rate: requests a second; default 1,000.
    ///   - stock: requests that may come at once after a pause; default 5,000.
    public init(rate: Double = 1000, stock: Double = 5000) {
        self.rate = rate
        self.stock = stock
    }

    /// Takes a token.
    /// - Returns: `nil` when there was one; otherwise the whole seconds after which there is.
    public func take(_ key: String, at now: ContinuousClock.Instant = .now) -> Int? {
        buckets.withLock { buckets in
            var bucket = buckets[key] ?? Bucket(tokens: stock, filledAt: now)
            let passed = bucket.filledAt.duration(to: now) / .seconds(1)
            bucket.tokens = min(stock, bucket.tokens + max(0, passed) * rate)
            bucket.filledAt = now
            defer { buckets[key] = bucket }
            guard bucket.tokens < 1 else {
                bucket.tokens -= 1
                return nil
            }
            return max(1, Int(((1 - bucket.tokens) / rate).rounded(.up)))
        }
    }
}

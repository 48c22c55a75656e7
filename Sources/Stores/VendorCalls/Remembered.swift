public import Capabilities
import Synchronization

/// What a vendor answered about names, remembered for a while: looking people and places up is what vendors limit most.
public final class Remembered<Value: Sendable>: Sendable {
    private struct Known {
        var value: Value?
        var until: ContinuousClock.Instant
    }

    /// How long something is remembered that was found, and that was not.
    private let memory: (found: Duration, missed: Duration)
    /// More than this is not remembered at once.
    private let limit: Int

    private let known = Mutex<[String: Known]>([:])

    /// - Parameters:
    ///   - found: how long something is remembered that is there.
    ///   - missed: how long it is remembered that something is not there.
    ///   - limit: how many answers are remembered at once.
    public init(found: Duration = .seconds(3600), missed: Duration = .seconds(300), limit: Int = 5_000) {
        memory = (found, missed)
        self.limit = limit
    }

    /// What is remembered, or what a search says now.
    /// - Parameters:
    ///   - key: who or what is looked for, and where.
    ///   - search: `nil` when there is no such thing.
    public func value(
        _ key: String, _ search: () async throws(ProviderError) -> Value?
    ) async throws(ProviderError) -> Value? {
        let now = ContinuousClock.now
        if let hit = known.withLock({ $0[key] }), hit.until > now { return hit.value }
        let value = try await search()
        let until = now + (value == nil ? memory.missed : memory.found)
        known.withLock { known in
            if known.count >= limit { known = known.filter { $0.value.until > now } }
            if known.count < limit { known[key] = Known(value: value, until: until) }
        }
        return value
    }
}

import Capabilities
import Synchronization

/// What Jira names people by, remembered for a while: a search for people is what Jira limits most.
final class JiraPeople: Sendable {
    private struct Known {
        var id: String?
        var until: ContinuousClock.Instant
    }

    /// How long somebody is remembered who was found, and who was not.
    private static let memory: (found: Duration, missed: Duration) = (.seconds(3600), .seconds(300))
    /// More people than this are not remembered at once.
    private static let limit = 5_000

    private let known = Mutex<[String: Known]>([:])

    /// What somebody is called, as it is remembered or as a search says.
    /// - Parameters:
    ///   - key: the person, and where they are looked for.
    ///   - search: `nil` when there is no such person.
    func id(
        _ key: String, _ search: () async throws(ProviderError) -> String?
    ) async throws(ProviderError) -> String? {
        let now = ContinuousClock.now
        if let person = known.withLock({ $0[key] }), person.until > now { return person.id }
        let id = try await search()
        let until = now + (id == nil ? Self.memory.missed : Self.memory.found)
        known.withLock { known in
            if known.count >= Self.limit { known = known.filter { $0.value.until > now } }
            if known.count < Self.limit { known[key] = Known(id: id, until: until) }
        }
        return id
    }
}

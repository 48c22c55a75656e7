import DequeModule
import Digests
public import FoundationEssentials
public import IncidentStore
public import Organisation
import Synchronization

/// Knows whom API keys belong to. What the database says is believed for a few seconds, so that requests do not read it
/// and a revocation works at once.
public final class KeyRing: Sendable {
    private struct Entry {
        var key: APIKeyRecord?
        var owner: Principal?
        var readAt: ContinuousClock.Instant
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// In the order in which they were read; those that were read again since are passed over.
        var order: Deque<(prefix: String, readAt: ContinuousClock.Instant)> = []
        var uses: [String: Date] = [:]

        /// Keeps a key; when there is no room, forgets the one that was read the longest time ago: it is the next that
        /// would be read again anyway.
        mutating func keep(_ entry: Entry, of prefix: String, capacity: Int) {
            entries[prefix] = entry
            order.append((prefix, entry.readAt))
            while entries.count > capacity || order.count > 2 * capacity, let oldest = order.popFirst() {
                if entries[oldest.prefix]?.readAt == oldest.readAt { entries.removeValue(forKey: oldest.prefix) }
            }
        }
    }

    /// How long a key is believed; how long a prefix that there is no key for is.
    private let freshness: Duration
    private let capacity: Int
    private let find: @Sendable (String) async throws -> APIKeyRecord?
    private let signature: @Sendable (String) async throws -> SourceSignature?
    private let state = Mutex(State())

    /// - Parameters:
    ///   - freshness: how long what the database says is believed; default 3 s.
    ///   - capacity: keys in memory at most, at least 1; default 10,000.
    ///   - signature: how the webhooks of the owner of a key are signed, by its name; asked when a key is looked up.
    ///   - find: looks a key up by its prefix.
    public init(
        freshness: Duration = .seconds(3), capacity: Int = 10_000,
        signature: @escaping @Sendable (String) async throws -> SourceSignature? = { _ in nil },
        find: @escaping @Sendable (String) async throws -> APIKeyRecord?
    ) {
        self.freshness = freshness
        self.capacity = capacity
        self.find = find
        self.signature = signature
    }

    /// Whom a key belongs to; `nil` for a key that is unknown, wrong, expired or revoked: the caller is not told which.
    public func owner(of key: APIKey, at time: Date = Date()) async throws -> Principal? {
        owner(of: key, by: try await entry(key.prefix), at: time)
    }

    /// The key of a prefix that is good, and whose it is. Nothing is proved by that: whoever checks a signature calls
    /// ``noteUse(of:at:)`` then.
    func holder(_ prefix: String, at time: Date = Date()) async throws -> (key: APIKeyRecord, owner: Principal)? {
        let known = try await entry(prefix)
        guard let key = known.key, key.isValid(at: time), let owner = known.owner else { return nil }
        return (key, owner)
    }

    /// Notes that a key was used.
    func noteUse(of prefix: String, at time: Date = Date()) { state.withLock { $0.uses[prefix] = time } }

    /// Whom a key belongs to, when that was read a moment ago; `nil` also for a key that has to be looked up.
    func knownOwner(of key: APIKey, at time: Date = Date()) -> Principal? {
        freshEntry(key.prefix, at: .now).flatMap { owner(of: key, by: $0, at: time) }
    }

    private func owner(of key: APIKey, by known: Entry, at time: Date) -> Principal? {
        let stored = known.key
        // Also compared when there is no such key, so that the time tells nothing.
        let digest = stored?.digest ?? [UInt8](repeating: 0, count: 32)
        guard equalInConstantTime(digest, key.digest), let stored, stored.isValid(at: time) else { return nil }
        state.withLock { $0.uses[stored.prefix] = time }
        return known.owner
    }

    /// The keys that were used since the last call, and when.
    public func takeUses() -> [String: Date] {
        state.withLock { state in
            defer { state.uses = [:] }
            return state.uses
        }
    }

    private func freshEntry(_ prefix: String, at now: ContinuousClock.Instant) -> Entry? {
        guard let known = state.withLock({ $0.entries[prefix] }), known.readAt.duration(to: now) < freshness
        else { return nil }
        return known
    }

    private func entry(_ prefix: String) async throws -> Entry {
        let now = ContinuousClock.now
        if let known = freshEntry(prefix, at: now) { return known }
        let found = try await find(prefix)
        var owner = found.map(Principal.init)
        if let name = owner?.name { owner?.signature = try await signature(name) }
        let entry = Entry(key: found, owner: owner, readAt: now)
        state.withLock { state in
            state.keep(entry, of: prefix, capacity: capacity)
        }
        return entry
    }
}

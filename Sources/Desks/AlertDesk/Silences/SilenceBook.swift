import FoundationEssentials
import IncidentStore
import Postgres
import Silencing
import Synchronization

/// Reads the silences that are in force, in the transaction that decides: one that was committed before holds back
/// whatever is decided after it, on every instance. A silence never changes but for its end, so its matchers are read once.
public final class SilenceBook: Sendable {
    private let known = Mutex<[UUID: [LabelMatcher]]>([:])

    /// A book that has read nothing.
    public init() {}

    /// The silences of the rows of ``Silences/active``. What a newer release wrote and this one cannot read holds nothing
    /// back: better that somebody is woken in vain than not at all.
    func read(_ rows: PostgresResult) throws -> [Silence] {
        if rows.isEmpty { return [] }
        let before = known.withLock { $0 }
        var matchers: [UUID: [LabelMatcher]] = [:]
        let silences = try rows.compactMap { row -> Silence? in
            let id: UUID = try row.decode("id")
            guard let known = before[id] else {
                let silence = try? Silence(row)
                matchers[id] = silence?.matchers
                return silence
            }
            matchers[id] = known
            return Silence(
                id: id, matchers: known, from: try row.decode("starts_at"), until: try row.decode("ends_at"),
                reason: try row.decode("reason"), author: try row.decode("author"))
        }
        known.withLock { $0 = matchers }
        return silences
    }
}

package import Capabilities
package import FoundationEssentials
import JSON
package import Postgres
import Synchronization

/// What the handling of one message knows of effects, and the results that are written down with its last transaction: those
/// of idempotent providers, which answer a try that is repeated after a crash with the same object.
package final class EffectNotes: Sendable {
    /// What was made, and by whom.
    package typealias Result = (provider: String, object: ExternalObject)

    private struct Note {
        var key: EffectKey
        var step: String
        var result: Result
    }

    private struct State {
        /// Results by key and step; a key that was read is there, with or without results.
        var known: [EffectKey: [String: Result]] = [:]
        var new: [Note] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// Results that are known under a key, by step; `nil` when the journal was not read yet.
    package func known(_ key: EffectKey) -> [String: Result]? {
        state.withLock { $0.known[key] }
    }

    /// Keeps what the journal says.
    package func learn(_ results: [String: Result], of key: EffectKey) {
        state.withLock { $0.known[key] = results }
    }

    /// Keeps a result, which ``statement(message:token:)`` writes down.
    package func add(_ key: EffectKey, step: String, provider: String, object: ExternalObject) {
        state.withLock { state in
            state.known[key, default: [:]][step] = (provider, object)
            state.new.append(Note(key: key, step: step, result: (provider, object)))
        }
    }

    /// Writes the results down, in an order that all messages share, so that two cannot wait for each other; `nil` when there
    /// are none.
    package func statement(message: UUID, token: Int) -> Statement? {
        let notes = state.withLock { $0.new }.sorted { ($0.key.description, $0.step) < ($1.key.description, $1.step) }
        if notes.isEmpty { return nil }
        return Statement(
            """
            insert into effect as e
                (key, step, provider, message_id, token, intent, lease_until, uncertain_until, done_at, result)
            select key, step, provider, $1, $2, 'null', now(), now(), now(), result
            from unnest($3::text[], $4::text[], $5::text[], $6::jsonb[]) as new (key, step, provider, result)
            on conflict (key, step, provider) do update set done_at = excluded.done_at, result = excluded.result
            where e.done_at is null
            """,
            [
                .uuid(message), .int4(Int32(clamping: token)), .textArray(notes.map(\.key.description)),
                .textArray(notes.map(\.step)), .textArray(notes.map(\.result.provider)),
                .jsonTextArray(notes.map { $0.result.object.json.text() }),
            ])
    }
}

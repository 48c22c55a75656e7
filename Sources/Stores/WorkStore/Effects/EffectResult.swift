import Capabilities
import FoundationEssentials
import JSON
import Postgres

/// What a provider made because of an intent.
struct EffectResult: Sendable {
    /// Names the effect, as its intent does.
    var key: EffectKey
    var step: String
    var provider: String
    /// The message whose intent it was, and its fencing token.
    var messageID: UUID
    var token: Int
    /// What was made.
    var object: ExternalObject
}

extension EffectResult {
    /// Writes results down. Returns the `position`, from 0, of each whose message still holds the effect.
    static func write(_ results: [EffectResult]) -> Statement {
        Statement(
            """
            with new as (
                select * from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::int4[], $6::jsonb[]) with ordinality
                    as n (key, step, provider, message_id, token, result, position)
            )
            update effect e set done_at = now(), result = new.result
            from new
            where e.key = new.key and e.step = new.step and e.provider = new.provider
                and e.message_id = new.message_id and e.token = new.token
            returning new.position - 1 as position
            """,
            [
                .textArray(results.map(\.key.description)), .textArray(results.map(\.step)),
                .textArray(results.map(\.provider)), .uuidArray(results.map(\.messageID)),
                .int4Array(results.map { Int32(clamping: $0.token) }),
                .jsonTextArray(results.map { $0.object.json.text() }),
            ])
    }
}

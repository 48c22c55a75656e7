import Capabilities
import FoundationEssentials
import JSON
import Pacing
import Postgres

/// What a message is about to do outside.
struct EffectIntent: Sendable {
    /// Names the effect, the same in every try.
    var key: EffectKey
    /// Names it among those under its key: `create`.
    var step: String
    /// Who is asked.
    var provider: String
    /// The message whose effect it is.
    var messageID: UUID
    /// The message's fencing token.
    var token: Int
    /// What is about to be done, for people who read the journal.
    var intent: JSON
    /// How long it is this message's alone.
    var lease: Duration
    /// Until a search that finds nothing can be trusted.
    var settling: Duration

    /// What no two rows of the journal share.
    var place: String { "\(key) \(step) \(provider)" }
}

extension EffectIntent {
    /// Commits intents, or takes them over, unless any provider has had the effect; each place of them once. Returns for each
    /// its `position`, from 0, with what the journal knows; no row for what another owner is at.
    static func begin(_ intents: [EffectIntent]) -> Statement {
        Statement(
            """
            with asked as (
                select * from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::int4[], $6::jsonb[], $7::int8[],
                    $8::int8[]) with ordinality
                    as a (key, step, provider, message_id, token, intent, lease, settling, position)
            ), known as (
                select distinct on (a.position) a.position, e.provider, e.result
                from asked a join effect e on e.key = a.key and e.step = a.step and e.done_at is not null
            ), begun as (
                insert into effect as e (key, step, provider, message_id, token, intent, lease_until, uncertain_until)
                select key, step, provider, message_id, token, intent, now() + interval '1 millisecond' * lease,
                    now() + interval '1 millisecond' * settling
                from asked where position not in (select position from known)
                order by key, step, provider
                on conflict (key, step, provider) do update set
                    message_id = excluded.message_id, token = excluded.token,
                    lease_until = case when e.done_at is null then excluded.lease_until else e.lease_until end
                where e.done_at is not null or e.message_id = excluded.message_id or e.lease_until < now()
                returning key, step, provider, done_at is not null as done, result, xmax = 0 as fresh,
                    greatest(0, extract(epoch from uncertain_until - now()) * 1000)::int8 as wait
            )
            select a.position - 1 as position, b.provider, b.done, b.result, b.fresh, b.wait
            from begun b join asked a using (key, step, provider)
            union all select position - 1, provider, true, result, false, 0 from known
            """,
            [
                .textArray(intents.map(\.key.description)), .textArray(intents.map(\.step)),
                .textArray(intents.map(\.provider)), .uuidArray(intents.map(\.messageID)),
                .int4Array(intents.map { Int32(clamping: $0.token) }), .jsonTextArray(intents.map { $0.intent.text() }),
                .int8Array(intents.map(\.lease.milliseconds)), .int8Array(intents.map(\.settling.milliseconds)),
            ])
    }
}

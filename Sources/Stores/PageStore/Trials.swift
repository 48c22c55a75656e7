import Escalation
public import FoundationEssentials
public import Postgres

/// The rows of `paging.trial`.
public enum Trials {
    /// After this nobody waits for one any more, and it is not sent.
    public static let life: Duration = .seconds(900)
    /// The same of what a day was: until the evening it is news.
    public static let digestLife: Duration = .seconds(12 * 3600)

    /// Writes down what is to be sent, and forgets what is older than 30 days.
    public static func insert(_ trials: [TrialRecord], by actor: String) -> [Statement] {
        [
            Statement("delete from paging.trial where made_at < now() - interval '30 days'"),
            Statement(
                """
                insert into paging.trial (id, kind, about, generation, person, position, channel, address, sender, subject,
                    body, made_by)
                select *, $12::text from unnest($1::uuid[], $2::text[], $3::uuid[], $4::int4[], $5::text[], $6::int4[],
                    $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
                """,
                [
                    .uuidArray(trials.map(\.id)), .textArray(trials.map(\.kind.rawValue)),
                    .uuidArray(trials.map(\.about)), .int4Array(trials.map { Int32(clamping: $0.generation) }),
                    .textArray(trials.map(\.person)), .int4Array(trials.indices.map { Int32($0) }),
                    .textArray(trials.map(\.contact.channel.rawValue)), .textArray(trials.map(\.contact.address)),
                    .textArray(trials.map(\.sender)), .textArray(trials.map(\.subject)),
                    .textArray(trials.map(\.body)), .text(actor),
                ]),
        ]
    }

    /// What was sent about a test or a contact, in its order.
    public static func about(_ id: UUID, in database: some Querying) async throws -> [TrialRecord] {
        try await database.query(
            Statement(
                """
                select id, kind, about, generation, person, channel, address, sender, subject, body, made_at, state,
                    provider, ended_at, answer
                from paging.trial where about = $1 order by position, id
                """, [.uuid(id)])
        ).map { try TrialRecord($0) }
    }

    /// How many tests somebody was sent in the last ten minutes, and how many codes in the last hour. Whoever asks next waits for
    /// the transaction's end.
    public static func recent(
        of person: String, in transaction: some Querying
    ) async throws -> (tests: Int, codes: Int) {
        let person = person.lowercased()
        let results = try await transaction.pipeline([
            Statement("select pg_advisory_xact_lock(hashtextextended('paging.trial ' || $1, 0))", [.text(person)]),
            Statement(
                """
                select count(distinct about) filter (where kind = 'test' and made_at > now() - interval '10 minutes')
                        as tests, count(*) filter (where kind = 'code') as codes
                from paging.trial where person = $1 and made_at > now() - interval '1 hour'
                """, [.text(person)]),
        ])
        guard let row = results[1].first else { return (0, 0) }
        return (try row.decode("tests"), try row.decode("codes"))
    }

    /// Begins one, unless it has ended or nobody waits for it any more. One that a crash has cut off begins again.
    public static func begin(_ id: UUID) -> Statement {
        Statement(
            """
            update paging.trial set state = 'calling', called_at = clock_timestamp()
            where id = $1 and state in ('planned', 'calling', 'failed')
                and made_at > now() - interval '1 second' * case kind when 'digest' then $3::int8 else $2::int8 end
            returning id, kind, about, generation, person, channel, address, sender, subject, body, made_at, state,
                provider, ended_at, answer
            """, [.uuid(id), .int8(life.components.seconds), .int8(digestLife.components.seconds)])
    }

    /// The provider has taken it.
    public static func sent(_ id: UUID, by provider: String, answer: String) -> Statement {
        Statement(
            """
            update paging.trial set state = 'sent', provider = $2, answer = $3, ended_at = clock_timestamp() where id = $1
            """, [.uuid(id), .text(provider), .text(answer)])
    }

    /// Writes a canary down, unless there was one less than 50 seconds ago, by whichever instance; forgets those of the day before.
    /// - Returns: its id; no row when there was one.
    public static func insertCanary(_ id: UUID, by actor: String, in transaction: some Querying) async throws -> Bool {
        let results = try await transaction.pipeline([
            Statement("select pg_advisory_xact_lock(hashtextextended('paging.trial canary', 0))"),
            Statement("delete from paging.trial where kind = 'canary' and made_at < now() - interval '1 day'"),
            Statement(
                """
                insert into paging.trial (id, kind, about, person, channel, address, sender, subject, body, made_by)
                select $1, 'canary', $1, 'nobody', 'webhook', 'nobody', 'nobody', 'canary', '', $2
                where not exists (
                    select from paging.trial where kind = 'canary' and made_at > now() - interval '50 seconds')
                returning id
                """, [.uuid(id), .text(actor)]),
        ])
        return results[2].first != nil
    }

    /// It is tried again later.
    public static func putOff(_ id: UUID, because answer: String) -> Statement {
        Statement(
            "update paging.trial set answer = $2 where id = $1 and state = 'calling'", [.uuid(id), .text(answer)])
    }

    /// The provider refuses it, or it is not sent any more.
    /// - Parameter state: `failed` or `superseded`.
    public static func ended(_ id: UUID, as state: String, because answer: String) -> Statement {
        Statement(
            """
            update paging.trial set state = $2, answer = $3, ended_at = clock_timestamp()
            where id = $1 and state in ('planned', 'calling')
            """, [.uuid(id), .text(state), .text(answer)])
    }
}

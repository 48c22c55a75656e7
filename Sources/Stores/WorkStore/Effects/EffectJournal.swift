package import Capabilities
package import FoundationEssentials
package import JSON
import Pacing
package import Postgres

/// The rows that make an effect happen once: its intent is committed before the call, its result after it.
///
/// An intent waits for the disk, since the world outside will not forget the call when a crash of the database undoes the
/// intent. Results need not wait: without its result an effect is looked for; and the transaction that marks the message
/// as done makes all of it durable.
package struct EffectJournal: Sendable {
    /// What a journal knows when an effect begins.
    package enum Entry: Sendable {
        /// It was done before, perhaps by another provider.
        case done(provider: String, ExternalObject)
        /// Nobody has tried.
        case fresh
        /// It was tried and its outcome never written down: look for the thing first, and trust a search that finds
        /// nothing only after `wait`.
        case uncertain(wait: Duration)
        /// Another owner is at it.
        case busy
    }

    let database: PostgresClient
    package let messageID: UUID
    /// The message's fencing token.
    package let token: Int
    let lease: Duration

    package init(database: PostgresClient, messageID: UUID, token: Int, lease: Duration) {
        self.database = database
        self.messageID = messageID
        self.token = token
        self.lease = lease
    }

    /// What any provider has done already under a key, by step.
    package func results(of key: EffectKey) async throws -> [String: EffectNotes.Result] {
        let rows = try await database.query(
            "select step, provider, result from effect where key = $1 and done_at is not null",
            [.text(key.description)])
        var results: [String: EffectNotes.Result] = [:]
        for row in rows {
            results[try row.decode("step")] = (
                try row.decode("provider"), try ExternalObject(journal: row.decode("result"))
            )
        }
        return results
    }

    /// Commits the intent to have the effect at a provider, or takes one over, unless any provider has done it.
    package func begin(
        _ key: EffectKey, step: String, provider: String, intent: JSON, settling: Duration
    ) async throws -> Entry {
        let rows = try await database.query(
            """
            with known as (
                select provider, result from effect where key = $1 and step = $2 and done_at is not null limit 1
            ), begun as (
                insert into effect as e (key, step, provider, message_id, token, intent, lease_until, uncertain_until)
                select $1, $2, $3, $4, $5, $6, now() + interval '1 millisecond' * $7,
                    now() + interval '1 millisecond' * $8
                where not exists (select from known)
                on conflict (key, step, provider) do update set
                    message_id = excluded.message_id, token = excluded.token,
                    lease_until = case when e.done_at is null then excluded.lease_until else e.lease_until end
                where e.done_at is not null or e.message_id = excluded.message_id or e.lease_until < now()
                returning provider, done_at is not null as done, result, xmax = 0 as fresh,
                    greatest(0, extract(epoch from uncertain_until - now()) * 1000)::int8 as wait
            )
            select provider, done, result, fresh, wait from begun
            union all select provider, true, result, false, 0 from known
            """,
            [
                .text(key.description), .text(step), .text(provider), .uuid(messageID), .int4(Int32(clamping: token)),
                .jsonText(intent.text()), .int8(lease.milliseconds), .int8(settling.milliseconds),
            ])
        guard let row = rows.first else { return .busy }
        if try row.decode("done", as: Bool.self) {
            return .done(
                provider: try row.decode("provider"), try ExternalObject(journal: row.decode("result")))
        }
        if try row.decode("fresh", as: Bool.self) { return .fresh }
        return .uncertain(wait: .milliseconds(try row.decode("wait", as: Int64.self)))
    }

    /// Says that a call is about to be made again: from now on its outcome is uncertain until `settling` has passed.
    package func repeating(_ key: EffectKey, step: String, provider: String, settling: Duration) async throws {
        _ = try await database.query(
            """
            update effect set uncertain_until = now() + interval '1 millisecond' * $4
            where key = $1 and step = $2 and provider = $3
            """, [.text(key.description), .text(step), .text(provider), .int8(settling.milliseconds)])
    }

    /// Writes the result down.
    /// - Returns: whether this owner still holds the effect; if not, another has taken over and this one must stop.
    package func finish(_ key: EffectKey, step: String, provider: String, object: ExternalObject) async throws -> Bool {
        let rows = try await database.withoutWaitingForDisk.query(
            """
            update effect set done_at = now(), result = $6
            where key = $1 and step = $2 and provider = $3 and message_id = $4 and token = $5
            returning 1 as finished
            """,
            [
                .text(key.description), .text(step), .text(provider), .uuid(messageID), .int4(Int32(clamping: token)),
                .jsonText(object.json.text()),
            ])
        return !rows.isEmpty
    }

    /// Forgets an intent whose call surely had no effect.
    package func forget(_ key: EffectKey, step: String, provider: String) async throws {
        _ = try await database.withoutWaitingForDisk.query(
            """
            delete from effect
            where key = $1 and step = $2 and provider = $3 and message_id = $4 and token = $5 and done_at is null
            """,
            [.text(key.description), .text(step), .text(provider), .uuid(messageID), .int4(Int32(clamping: token))])
    }
}

extension ExternalObject {
    /// Reads what ``json`` wrote.
    init(journal text: String) throws {
        let json = try JSON.parse(text)
        self.init(
            externalID: json["external_id"]?.stringValue ?? "", url: json["url"]?.stringValue,
            address: json["address"]?.stringValue)
    }

    var json: JSON {
        [
            "external_id": .string(externalID), "url": url.map { .string($0) } ?? .null,
            "address": address.map { .string($0) } ?? .null,
        ]
    }
}

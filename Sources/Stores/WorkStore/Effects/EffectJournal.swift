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
    let database: PostgresClient
    package let messageID: UUID
    /// The message's fencing token.
    package let token: Int
    let lease: Duration
    private let groups: EffectGroups

    /// The journal of a message.
    /// - Parameters:
    ///   - token: the message's fencing token.
    ///   - lease: how long an effect is this message's alone.
    ///   - groups: where the journals of other messages write, too.
    package init(database: PostgresClient, messageID: UUID, token: Int, lease: Duration, groups: EffectGroups) {
        self.database = database
        self.groups = groups
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
    ) async throws -> EffectEntry {
        try await groups.begin(
            EffectIntent(
                key: key, step: step, provider: provider, messageID: messageID, token: token, intent: intent,
                lease: lease, settling: settling))
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
        try await groups.finish(
            EffectResult(
                key: key, step: step, provider: provider, messageID: messageID, token: token, object: object))
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

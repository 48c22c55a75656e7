package import FoundationEssentials
package import Postgres

/// What a worker has handled: a message that is in its inbox is not handled again.
package enum Inbox {
    /// Claims messages, in an order that two instances share, so that they cannot wait for each other. The claim commits with
    /// the transaction, as done.
    /// - Returns: the ids that nobody had claimed before.
    package static func claim(_ ids: [UUID], in transaction: some Querying) async throws -> [UUID] {
        let statement = Statement(
            """
            insert into inbox (message_id, done_at)
            select distinct id, now() from unnest($1::uuid[]) as new (id) order by id
            on conflict do nothing returning message_id
            """, [.uuidArray(ids)])
        return try await transaction.query(statement).map { try $0.decode("message_id") }
    }
}

package import FoundationEssentials
import Pacing
package import Postgres

/// The lease on a message with effects: one owner at a time, told apart by a token that grows.
///
/// Leases do not wait for the disk: the intent of an effect, and the transaction that ends the lease, do, and make it
/// durable. The first token is a random one, so that an owner whose lease a crash of the database undid is told apart from
/// the next one.
package struct MessageLease: Sendable {
    /// What asking for a lease brings.
    package enum Claim: Sendable, Equatable {
        case granted(token: Int)
        /// The message was done before.
        case done
        /// Another owner works on it.
        case leased
    }

    /// Renewed while the handler works; after a crash the message waits this long for its next owner.
    package static let duration: Duration = .seconds(30)

    let database: PostgresClient
    let messageID: UUID
    private let duration: Duration

    /// - Parameter duration: until it ends when nobody renews it.
    package init(database: PostgresClient, messageID: UUID, duration: Duration = MessageLease.duration) {
        self.database = database
        self.messageID = messageID
        self.duration = duration
    }

    /// Asks for the leases on several messages at once; on each id once.
    static func claim(
        _ ids: [UUID], for duration: Duration, in database: PostgresClient
    ) async throws -> [UUID: Claim] {
        var claims: [UUID: Claim] = [:]
        let granted = try await database.withoutWaitingForDisk.query(
            """
            insert into inbox as i (message_id, lease_until, token)
            select id, now() + interval '1 millisecond' * $2, 1 + (random() * 1000000000)::int4
            from unnest($1::uuid[]) as message (id) order by id
            on conflict (message_id) do update set lease_until = excluded.lease_until, token = i.token + 1
            where i.done_at is null and (i.lease_until is null or i.lease_until < now())
            returning message_id, token
            """, [.uuidArray(ids), .int8(duration.milliseconds)])
        for row in granted {
            claims[try row.decode("message_id")] = .granted(token: Int(try row.decode("token", as: Int32.self)))
        }
        let others = ids.filter { claims[$0] == nil }
        if others.isEmpty { return claims }
        let rows = try await database.query(
            "select message_id, done_at is not null as done from inbox where message_id = any($1)",
            [.uuidArray(others)])
        for id in others { claims[id] = .leased }
        for row in rows where try row.decode("done", as: Bool.self) { claims[try row.decode("message_id")] = .done }
        return claims
    }

    /// - Returns: whether the lease was still this owner's.
    package func renew(token: Int) async throws -> Bool {
        let rows = try await database.withoutWaitingForDisk.query(
            """
            update inbox set lease_until = now() + interval '1 millisecond' * $3
            where message_id = $1 and token = $2 and done_at is null returning token
            """, [.uuid(messageID), .int4(Int32(clamping: token)), .int8(duration.milliseconds)])
        return !rows.isEmpty
    }

    /// Lets the next owner begin at once.
    /// - Returns: whether the lease was still this owner's; if not, this one must leave the message alone.
    package func release(token: Int) async throws -> Bool {
        try await !database.withoutWaitingForDisk.query(releasing(token: token)).isEmpty
    }

    /// The statement that lets the next owner begin; it returns no row when another owner took over. In a transaction it is the
    /// fence around what else is written there.
    package func releasing(token: Int) -> Statement {
        Statement(
            """
            update inbox set lease_until = now() where message_id = $1 and token = $2 and done_at is null
            returning token
            """, [.uuid(messageID), .int4(Int32(clamping: token))])
    }

    /// The statement that ends the lease with the message done; it touches no row when another owner took over.
    package func finish(token: Int) -> Statement {
        Self.finish([(messageID, token)])
    }

    /// The statement that ends several leases with their messages done, in an order that all share. It returns the
    /// `message_id` of each that was still its owner's.
    package static func finish(_ leases: [(messageID: UUID, token: Int)]) -> Statement {
        Statement(
            """
            with mine as (
                select i.message_id from inbox i
                join unnest($1::uuid[], $2::int4[]) as l (message_id, token) using (message_id, token)
                where i.done_at is null order by i.message_id for update of i
            )
            update inbox i set done_at = now(), lease_until = null
            from mine where i.message_id = mine.message_id
            returning i.message_id
            """,
            [.uuidArray(leases.map(\.messageID)), .int4Array(leases.map { Int32(clamping: $0.token) })])
    }
}

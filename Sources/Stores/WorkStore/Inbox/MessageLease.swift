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

    package func claim() async throws -> Claim {
        let granted = try await database.withoutWaitingForDisk.query(
            """
            insert into inbox as i (message_id, lease_until, token)
            values ($1, now() + interval '1 millisecond' * $2, 1 + (random() * 1000000000)::int4)
            on conflict (message_id) do update set lease_until = excluded.lease_until, token = i.token + 1
            where i.done_at is null and (i.lease_until is null or i.lease_until < now())
            returning token
            """, [.uuid(messageID), .int8(duration.milliseconds)])
        if let row = granted.first { return .granted(token: Int(try row.decode("token", as: Int32.self))) }
        let rows = try await database.query(
            "select done_at is not null as done from inbox where message_id = $1", [.uuid(messageID)])
        return try rows.first?.decode("done", as: Bool.self) == true ? .done : .leased
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
        Statement(
            """
            update inbox set done_at = now(), lease_until = null
            where message_id = $1 and token = $2 and done_at is null returning token
            """, [.uuid(messageID), .int4(Int32(clamping: token))])
    }
}

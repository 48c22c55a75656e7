package import FoundationEssentials
package import Postgres

/// The outbox of a process, as its relay sees it.
package struct Outbox: Sendable {
    let database: PostgresClient

    package init(database: PostgresClient) {
        self.database = database
    }

    /// Leases rows that nobody published within their lease, the longest waiting first: for half a minute they are this
    /// caller's.
    package func sweep(atMost limit: Int) async throws -> [OutboxRow] {
        let result = try await database.query(
            """
            with leased as (
                update outbox_pending set claimable_at = now() + interval '30 seconds'
                where id in (
                    select id from outbox_pending where claimable_at <= now()
                    order by claimable_at limit $1 for update skip locked)
                returning id, attempts
            )
            select id, message_id, exchange, routing_key, type, correlation_id, traceparent, content_type, body, attempts
            from leased join outbox_event using (id) order by id
            """, [.int(limit)])
        return try result.map { try OutboxRow($0) }
    }

    /// Marks rows as published. A mark that a crash of the database loses means another publication, which consumers
    /// absorb: it need not wait for the disk.
    package func mark(_ ids: [UUID]) async throws {
        if ids.isEmpty { return }
        _ = try await database.withoutWaitingForDisk.query(
            "delete from outbox_pending where id = any($1)", [.uuidArray(ids)])
    }

    /// Marks rows as published that a sweep found, and when: what goes out at once is not worth the second write.
    package func markLate(_ ids: [UUID]) async throws {
        if ids.isEmpty { return }
        _ = try await database.withoutWaitingForDisk.query(
            """
            with marked as (delete from outbox_pending where id = any($1) returning id)
            update outbox_event e set published_at = now() from marked where e.id = marked.id
            """, [.uuidArray(ids)])
    }

    /// Leases rows for another half a minute, as far as they are not marked.
    package func hold(_ ids: [UUID]) async throws {
        if ids.isEmpty { return }
        _ = try await database.withoutWaitingForDisk.query(
            "update outbox_pending set claimable_at = now() + interval '30 seconds' where id = any($1)",
            [.uuidArray(ids)])
    }

    /// Puts refused rows off, each for itself: 1 s, doubling up to five minutes.
    package func backOff(_ ids: [UUID]) async throws {
        if ids.isEmpty { return }
        _ = try await database.query(Self.backingOff(ids))
    }

    static func backingOff(_ ids: [UUID]) -> Statement {
        Statement(
            """
            update outbox_pending set attempts = attempts + 1,
                claimable_at = now() + least(interval '1 second' * power(2, least(attempts, 9)), interval '5 minutes')
            where id = any($1)
            """, [.uuidArray(ids)])
    }

    /// The age of the oldest row that is not published, in seconds; 0 without any.
    package func oldestAge() async throws -> Double {
        let result = try await database.query(
            """
            select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age
            from outbox_event where id = (select id from outbox_pending order by id limit 1)
            """)
        return try result.first?.decode("age", as: Double.self) ?? 0
    }
}

import Encodings
import FoundationEssentials
import Logging
import Postgres
import TestServers
import Testing

@testable import WorkStore

/// What is forgotten, and what is not.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct RetentionTests {
    /// Runs `body` as the notifier, with a client of the database's owner beside it.
    private func with(_ body: (TestDatabase, Retention) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        try await database.run(sql: "delete from core.idempotency;")
        try await PostgresClient.withClient(
            configuration: try PostgresConfiguration(url: database.url(process: "notifier"), applicationName: "test"),
            logger: Logger(label: "test")
        ) { try await body(database, Retention(database: $0)) }
    }

    @Test func idempotencyKeysAreKeptForThreeDays() async throws {
        try await with { database, retention in
            try await database.run(
                sql: """
                    insert into core.idempotency (principal, key, fingerprint, status, body, created_at)
                    select 'key', age::text, '', 201, '', now() - age * interval '1 hour'
                    from unnest(array[0, 24, 71, 73, 1000]) age;
                    """)
            let first = try await retention.forgetBatch()
            let next = try await retention.forgetBatch()
            #expect(first == 2 && next == 0)
            let kept = try await database.run(sql: "select key from core.idempotency order by created_at desc;")
            #expect(kept == ["0", "24", "71"])
        }
    }

    /// An effect may go when no message can come back to it: every one that could is refused as too old.
    @Test func effectsAreKeptAsLongAsTheInbox() async throws {
        try await with { database, retention in
            try await database.run(
                sql: """
                    insert into notifier.effect
                        (key, step, provider, message_id, token, intent, started_at, lease_until, uncertain_until)
                    select name, 'make', 'native',
                        core.uuid_floor(now() - message * interval '1 day'), 1, 'null',
                        now() - effect * interval '1 day', now(), now()
                    from (values ('new', 0, 0), ('replayable', 99, 99), ('old', 120, 120), ('asked for lately', 120, 50))
                        as row (name, effect, message);
                    """)
            let first = try await retention.forgetBatch()
            let next = try await retention.forgetBatch()
            #expect(first == 1 && next == 0)
            let kept = try await database.run(sql: "select key from notifier.effect order by key;")
            #expect(kept == ["asked for lately", "new", "replayable"])
        }
    }

    @Test func rowsGoInBatches() async throws {
        try await with { database, retention in
            try await database.run(
                sql: """
                    insert into core.idempotency (principal, key, fingerprint, status, body, created_at)
                    select 'key', n::text, '', 201, '', now() - interval '4 days' from generate_series(1, 2500) n;
                    """)
            var batches: [Int] = []
            repeat { batches.append(try await retention.forgetBatch()) } while batches.last != 0
            #expect(batches == [1000, 1000, 500, 0])
        }
    }

    @Test func twoDoNotWaitForEachOther() async throws {
        try await with { database, retention in
            try await database.run(
                sql: """
                    insert into core.idempotency (principal, key, fingerprint, status, body, created_at)
                    values ('key', 'old', '', 201, '', now() - interval '4 days');
                    """)
            let other = try await retention.database.transaction { transaction in
                let mine = try await transaction.query("select core.forget_outdated(1000) as forgotten")
                let other = try await retention.forgetBatch()
                return (try mine.first?.decode("forgotten", as: Int.self), other)
            }
            #expect(other.0 == 1 && other.1 == 0)
        }
    }

    @Test func partitionsAreMaintainedByEveryProcess() async throws {
        try await with { _, retention in
            try await retention.maintainPartitions()
        }
    }

    /// A broker may be away for longer than the log of what was announced is kept.
    @Test func aPartitionStaysWhileARowOfItsWaitsToBePublished() async throws {
        try await with { database, retention in
            try await database.run(
                sql: """
                    set role muster_owner;
                    do $$
                    declare
                        day timestamptz := date_trunc('day', now()) - interval '10 days';
                    begin
                        execute format(
                            'create table notifier.outbox_event_old partition of notifier.outbox_event
                                for values from (%L) to (%L)',
                            core.uuid_floor(day), core.uuid_floor(day + interval '1 day'));
                        insert into core.partition (parent, name, starts, ends)
                        values ('notifier.outbox_event', 'outbox_event_old', day, day + interval '1 day');
                        insert into notifier.outbox_event (id, message_id, exchange, routing_key, type, body)
                        values (core.uuid_floor(day + interval '1 hour'), core.uuid_floor(day + interval '1 hour'),
                            'incidents', 'k', 't', '');
                    end
                    $$;
                    insert into notifier.outbox_pending (id)
                    select id from notifier.outbox_event_old;
                    """)
            func isThere() async throws -> [String] {
                try await database.run(sql: "select to_regclass('notifier.outbox_event_old') is not null")
            }
            try await retention.maintainPartitions()
            #expect(try await isThere() == ["t"])
            #expect(try await Outbox(database: retention.database).sweep(atMost: 10).isEmpty, "it is leased")
            try await database.run(sql: "update notifier.outbox_pending set claimable_at = now()")
            #expect(try await Outbox(database: retention.database).sweep(atMost: 10).count == 1)
            try await database.run(sql: "delete from notifier.outbox_pending")
            try await retention.maintainPartitions()
            #expect(try await isThere() == ["f"])
        }
    }
}

import Foundation
import JSON
import TestServers
import Testing

/// A process dies around a commit: what was accepted is told, and nobody acts on it twice.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct OutboxDeathTests {
    /// The mark of a published row waits for a lock while the message is already done by its consumers.
    @Test func aRelayKilledBetweenConfirmAndMarkPublishesAgainAndNobodyActsTwice() async throws {
        try await Stack.run { stack in
            let intake = try await stack.start("intake")
            let workers = [try await stack.start("notifier"), try await stack.start("resource-creator")]
            try await stack.start("dead-letter-keeper")
            try await stack.database.run(
                sql: """
                    set role muster_owner;
                    create function intake.hold() returns trigger language plpgsql as
                        'begin perform pg_advisory_xact_lock_shared(4711); return old; end';
                    create trigger hold before delete on intake.outbox_pending
                        for each row execute function intake.hold();
                    """)
            try await stack.holding("select pg_advisory_xact_lock(4711)") {
                _ = try await stack.report("Confirmed and not marked")
                try await stack.awaitLock(of: "intake")
                try await stack.awaitAssembled(1)
                await intake.kill()
                try await stack.endSessions(of: "intake")
            }
            let unmarked = "select count(*) as n from intake.outbox where published_at is null"
            #expect(try await stack.count(unmarked) == 1)
            // Its lease would end by itself, half a minute after the row was written.
            try await stack.asOwner("update intake.outbox set claimable_at = now() where published_at is null")
            try await stack.start("intake")
            for worker in workers {
                try await eventually("\(worker.name) is told again") {
                    try await stack.metric(
                        "muster_worker_deliveries_total", of: worker, where: "outcome=\"duplicate\"") == 1
                }
            }
            try await stack.expectWhole()
            try stack.expectEveryMailOnce(announcements: 1)
        }
    }

    /// The group's statements wait for a lock. What the database was sent it may still carry out when its client is gone, or
    /// not: in both cases the client that asks again under the same key has one incident.
    @Test(arguments: [false, true])
    func anIntakeKilledInAGroupCommitStoresEachRequestOnce(databaseGoesOn: Bool) async throws {
        try await Stack.run { stack in
            let intake = try await stack.start("intake")
            try await stack.start(["resource-creator", "notifier", "dead-letter-keeper"])
            let unanswered = try await stack.holding("lock table core.incident in exclusive mode") {
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    for request in Self.requests {
                        group.addTask {
                            try await stack.reply("POST", intake.url + request.path, request.body, key: request.key)
                                == nil
                        }
                    }
                    try await stack.awaitLock(of: "intake")
                    await intake.kill()
                    if !databaseGoesOn { try await stack.endSessions(of: "intake") }
                    return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
            }
            #expect(unanswered == Self.requests.count, "nobody has an answer")
            try await stack.start("intake")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for request in Self.requests {
                    group.addTask { _ = try await stack.deliver("POST", request.path, request.body, key: request.key) }
                }
                try await group.waitForAll()
            }
            try await stack.awaitAssembled(Self.requests.count)
            let titles = "select count(distinct title) as n from core.incident"
            #expect(try await stack.count("select count(*) as n from core.incident") == Self.requests.count)
            #expect(try await stack.count(titles) == Self.requests.count)
            #expect(try await stack.count("select count(*) as n from core.alert where count = 1") == 8)
            try await stack.expectWhole()
            try stack.expectEveryMailOnce(announcements: Self.requests.count)
        }
    }

    /// Reports, and alerts that open incidents.
    private static let requests: [(path: String, key: String, body: JSON)] =
        (0..<8).map { number in
            ("/api/v1/incidents", "report-\(number)", ["title": .string("Report \(number)")])
        }
        + (0..<8).map { number in
            let alert: JSON = [
                "title": .string("Alert \(number)"), "severity": "critical", "dedup_key": .string("alert-\(number)"),
            ]
            return ("/api/v1/alerts", "alert-\(number)", alert)
        }
}

import AMQP
import Contracts
import FoundationEssentials
import Incident
import JSON
import Postgres
import TestServers
import Testing
import WorkStore
import WorkerKit
import WorkerTesting

/// What becomes of rows when the broker takes them, refuses them, or says nothing.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct OutboxRelayTests {
    /// Announces a fact for each ping; a queue that the test can refuse listens to it.
    private func with(_ body: (RunningWorker) async throws -> Void) async throws {
        try await with({ _ in }, body)
    }

    private func with(
        _ change: (inout WorkerHarness.Settings) -> Void, _ body: (RunningWorker) async throws -> Void
    ) async throws {
        let handler = WorkerHandler.database(
            PingHandler { batch, work in
                for message in batch {
                    work.announce(Answered(message.body.number), about: Subject(name: "INC-1", id: nil, cause: nil))
                }
                return batch.map { _ in .done }
            })
        try await RunningWorker.with([handler], change) { (worker: RunningWorker) async throws in
            worker.harness.broker.declare(queue: "listener")
            worker.harness.broker.bind("listener", to: "incidents", routingKey: Answered.routingKey)
            try await body(worker)
        }
    }

    private func outbox(_ worker: RunningWorker, _ condition: String) async throws -> Int {
        Int(try await worker.value("select count(*) from notifier.outbox where \(condition)") ?? "") ?? -1
    }

    @Test func whatIsConfirmedIsMarked() async throws {
        try await with { (worker: RunningWorker) async throws in
            await worker.harness.handle(Ping(1))
            await worker.harness.broker.wait { $0.ready("listener").count == 1 }
            try await soon("the row is marked") { try await outbox(worker, "published_at is not null") == 1 }
            #expect(worker.metric("muster_outbox_published_total{outcome=\"confirmed\"}") == "1")
        }
    }

    /// A mark that waits for others is written when the process ends: nothing is published once more for want of it.
    @Test func whatIsConfirmedIsMarkedAtTheEnd() async throws {
        try await with {
            $0.pace.marks = .seconds(3600)
        } _: { (worker: RunningWorker) async throws in
            await worker.harness.handle(Ping(1))
            await worker.harness.broker.wait { $0.ready("listener").count == 1 }
            #expect(try await outbox(worker, "published_at is null") == 1, "it waits for others")
            await worker.harness.shutDown()
            try await soon("the row is marked") { try await outbox(worker, "published_at is not null") == 1 }
        }
    }

    @Test func manyMarksWaitForNoOthers() async throws {
        try await with {
            $0.pace.marks = .seconds(3600)
            $0.pace.sweep = .seconds(3600)
        } _: { (worker: RunningWorker) async throws in
            let rows = (1...500).map {
                OutboxRow(Answered($0), about: Subject(name: "INC-1", id: nil, cause: nil), source: "/muster/notifier")
            }
            _ = try await worker.harness.environment.database.query(OutboxRow.insert(rows))
            worker.harness.environment.committer.handOver(rows)
            try await soon("all are marked") { try await outbox(worker, "published_at is not null") == 500 }
        }
    }

    @Test func whoPublishedItIsSaid() async throws {
        try await with { (worker: RunningWorker) async throws in
            await worker.harness.handle(Ping(1))
            let snapshot = await worker.harness.broker.wait { $0.ready("listener").count == 1 }
            let headers = try #require(snapshot.ready("listener").first).properties.headers
            #expect(headers["muster-build"]?.string == MusterVersion.applicationName(of: "notifier"))
            // This handler has not asked for any configuration.
            #expect(headers["muster-configuration"] == nil)
        }
    }

    @Test func aRefusedRowBacksOffAloneAndIsNotLost() async throws {
        try await with { (worker: RunningWorker) async throws in
            worker.harness.broker.refuse("listener")
            await worker.harness.handle(Ping(1))
            try await soon("the row is put off") {
                try await outbox(worker, "attempts > 0 and published_at is null") == 1
            }
            #expect(worker.metric("muster_outbox_published_total{outcome=\"refused\"}") != "0")
            worker.harness.broker.refuse("listener", false)
            await worker.harness.handle(Ping(2))
            try await soon("the other goes at once") { try await outbox(worker, "published_at is not null") > 0 }
        }
    }

    /// Each refusal puts a row off for longer, up to five minutes.
    @Test(arguments: [(7, 128), (8, 256), (9, 300), (50, 300)])
    func aRowBacksOffLongerEachTime(tries: Int, seconds: Int) async throws {
        try await with {
            $0.pace.sweep = .milliseconds(20)
        } _: { (worker: RunningWorker) async throws in
            worker.harness.broker.refuse("listener")
            let row = OutboxRow(
                Answered(1), about: Subject(name: "INC-1", id: nil, cause: nil), source: "/muster/notifier")
            // In one transaction, since a relay may claim the row as soon as it is there.
            try await worker.harness.environment.database.transaction { transaction in
                _ = try await transaction.query(OutboxRow.insert([row]))
                _ = try await transaction.query(
                    "update outbox_pending set claimable_at = now(), attempts = $1::int4", [.int4(Int32(tries))])
            }
            try await soon("it is put off for \(seconds) s") {
                try await outbox(
                    worker,
                    """
                    attempts = \(tries + 1) and claimable_at > now() + interval '\(seconds - 60) seconds'
                        and claimable_at <= now() + interval '\(seconds) seconds'
                    """) == 1
            }
        }
    }

    /// Without a confirm nobody knows: the row stays leased, and the sweep publishes it again.
    @Test func whatHasNoConfirmIsPublishedAgain() async throws {
        try await with {
            $0.pace.sweep = .milliseconds(20)
        } _: { (worker: RunningWorker) async throws in
            worker.harness.broker.loseConfirms(ofNext: 1)
            await worker.harness.send([worker.harness.envelope(Ping(1))])
            worker.harness.broker.loseConfirms(ofNext: 1)
            await worker.harness.broker.wait { $0.ready("listener").count == 1 }
            #expect(try await outbox(worker, "attempts = 0 and published_at is null and claimable_at > now()") == 1)
            try await worker.database.run(sql: "update notifier.outbox set claimable_at = now()")
            await worker.harness.broker.wait { $0.ready("listener").count == 2 }
            try await soon("the row is marked") { try await outbox(worker, "published_at is not null") == 1 }
        }
    }

    /// No sweep helps here: what was sent and has no confirm yet is held at once, for longer than it was born with.
    @Test func aRowThatWaitsForItsConfirmIsHeld() async throws {
        try await with {
            $0.pace.sweep = .seconds(3600)
        } _: { (worker: RunningWorker) async throws in
            // That of the ping, and that of what it has announced.
            worker.harness.broker.holdConfirms(ofNext: 2)
            await worker.harness.send([worker.harness.envelope(Ping(1))])
            try await soon("it is held") {
                try await outbox(
                    worker, "published_at is null and claimable_at > created_at + interval '30 seconds'") == 1
            }
        }
    }

    /// Whoever holds a row renews its lease as long as its confirm may come.
    @Test func theLeaseOfARowThatWaitsForItsConfirmIsRenewed() async throws {
        try await with {
            $0.pace.sweep = .milliseconds(20)
        } _: { (worker: RunningWorker) async throws in
            worker.harness.broker.holdConfirms(ofNext: 2)
            await worker.harness.send([worker.harness.envelope(Ping(1))])
            await worker.harness.broker.wait { $0.ready("listener").count == 1 }
            for _ in 0..<3 {
                let lease = try await worker.value("select claimable_at from notifier.outbox") ?? ""
                try await soon("its lease is renewed") {
                    try await outbox(worker, "published_at is null and claimable_at > '\(lease)'") == 1
                }
            }
            #expect(worker.harness.broker.snapshot.ready("listener").count == 1, "nobody publishes it again")
        }
    }

    /// A confirm that comes when nobody waits for it any more counts, and until then the row is nobody else's.
    @Test func aLateConfirmCounts() async throws {
        try await with {
            $0.pace.sweep = .milliseconds(20)
        } _: { (worker: RunningWorker) async throws in
            // That of the ping, and that of what it has announced.
            worker.harness.broker.holdConfirms(ofNext: 2)
            await worker.harness.send([worker.harness.envelope(Ping(1))])
            await worker.harness.broker.wait { $0.ready("listener").count == 1 }
            // Its lease is made longer again and again: two in a row are seen.
            for _ in 0..<2 {
                let lease = try await worker.value("select claimable_at from notifier.outbox") ?? ""
                try await soon("it is held for longer") {
                    try await outbox(worker, "published_at is null and claimable_at > '\(lease)'") == 1
                }
            }
            worker.harness.broker.confirmAtLast()
            try await soon("the row is marked") { try await outbox(worker, "published_at is not null") == 1 }
            #expect(worker.harness.broker.snapshot.ready("listener").count == 1)
            #expect(worker.metric("muster_outbox_published_total{outcome=\"confirmed\"}") == "1")
        }
    }

    /// Of a lost connection no confirm comes: the row is published again when its lease has ended.
    @Test func withTheConnectionALateConfirmIsLost() async throws {
        try await with {
            $0.pace.sweep = .milliseconds(20)
        } _: { (worker: RunningWorker) async throws in
            // That of the ping, and that of what it has announced.
            worker.harness.broker.holdConfirms(ofNext: 2)
            await worker.harness.send([worker.harness.envelope(Ping(1))])
            await worker.harness.broker.wait { $0.ready("listener").count == 1 }
            worker.harness.broker.disconnect()
            worker.harness.broker.reconnect()
            try await soon("nobody holds it any more, and it goes again") {
                try await worker.database.run(
                    sql: "update notifier.outbox set claimable_at = now() where published_at is null")
                return worker.harness.broker.snapshot.ready("listener").count == 2
            }
            try await soon("the row is marked") { try await outbox(worker, "published_at is not null") == 1 }
        }
    }

    /// What a process left behind that crashed after its commit.
    @Test func theSweepFindsWhatNobodyHandedOver() async throws {
        try await with {
            $0.pace.sweep = .milliseconds(20)
        } _: { (worker: RunningWorker) async throws in
            let row = OutboxRow(
                Answered(7), about: Subject(name: "INC-1", id: nil, cause: nil), source: "/muster/notifier")
            _ = try await worker.harness.environment.database.query(OutboxRow.insert([row]))
            // Born leased: for half a minute it is its writer's.
            #expect(try await outbox(worker, "claimable_at > now() + interval '10 seconds'") == 1)
            try await worker.database.run(sql: "update notifier.outbox set claimable_at = now()")
            await worker.harness.broker.wait { $0.ready("listener").count == 1 }
        }
    }

    @Test func whoeverPublishesAndWaitsIsToldWhatTheBrokerHas() async throws {
        try await with { (worker: RunningWorker) async throws in
            let rows = (1...3).map {
                OutboxRow(Answered($0), about: Subject(name: "INC-1", id: nil, cause: nil), source: "/muster/notifier")
            }
            let committer = worker.harness.environment.committer
            _ = try await worker.harness.environment.database.query(OutboxRow.insert(rows))
            #expect(await committer.publish([rows[0]]) == [rows[0].id])
            #expect(try await outbox(worker, "published_at is not null") == 1, "marked, when it is told")
            worker.harness.broker.refuse("listener")
            #expect(await committer.publish([rows[1]]).isEmpty)
            #expect(try await outbox(worker, "attempts > 0 and published_at is null") == 1)
            worker.harness.broker.disconnect()
            #expect(await committer.publish([rows[2]]).isEmpty, "at once, without a broker")
        }
    }

    /// The broker has the row, and nobody has written it down: the row is published once more, so nothing may be built on it.
    @Test func whoeverPublishesAndWaitsIsNotToldWhatIsNotMarked() async throws {
        try await with { (worker: RunningWorker) async throws in
            let row = OutboxRow(
                Answered(1), about: Subject(name: "INC-1", id: nil, cause: nil), source: "/muster/notifier")
            _ = try await worker.harness.environment.database.query(OutboxRow.insert([row]))
            try await worker.database.run(sql: "revoke delete on notifier.outbox_pending from muster_notifier")
            let told = await worker.harness.environment.committer.publish([row])
            try await worker.database.run(sql: "grant delete on notifier.outbox_pending to muster_notifier")
            #expect(worker.harness.broker.snapshot.ready("listener").count == 1)
            #expect(told.isEmpty)
            #expect(try await outbox(worker, "published_at is null") == 1)
        }
    }

    @Test func withoutABrokerRowsWait() async throws {
        try await with {
            $0.pace.sweep = .milliseconds(20)
        } _: { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Ping(1))
            await worker.harness.send([message])
            try await soon("it is committed") { try await outbox(worker, "true") == 1 }
            await worker.harness.broker.wait { $0.ready("listener").count == 1 }
            worker.harness.broker.disconnect()
            let row = OutboxRow(
                Answered(8), about: Subject(name: "INC-1", id: nil, cause: nil), source: "/muster/notifier")
            _ = try await worker.harness.environment.database.query(OutboxRow.insert([row]))
            try await worker.database.run(
                sql: "update notifier.outbox set claimable_at = now() where published_at is null")
            worker.harness.environment.committer.handOver([row])
            #expect(try await outbox(worker, "id = '\(row.id)' and published_at is null") == 1)
            worker.harness.broker.reconnect()
            await worker.harness.broker.wait { $0.ready("listener").count == 2 }
        }
    }
}

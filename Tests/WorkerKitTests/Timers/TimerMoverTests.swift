import Contracts
import FoundationEssentials
import Incident
import JSON
import TestServers
import Testing
import WorkStore
@testable import WorkerKit
import WorkerTesting

/// Timers come when they are due, each once. The poll of these tests is so slow that it never helps.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct TimerMoverTests {
    private let calls = Gate()

    /// Answers a ping by a call after a moment.
    private var handlers: [WorkerHandler] {
        let calls = calls
        return [
            .database(
                PingHandler { batch, work in
                    for message in batch {
                        work.schedule(
                            Call(message.body.number), key: "call-\(message.body.number)", after: .milliseconds(300),
                            about: Subject(name: message.subject, id: nil, cause: message.traceparent))
                    }
                    return batch.map { _ in .done }
                }),
            .effects(
                CallHandler { _, _ in
                    calls.arrive()
                    return { _ in }
                }),
        ]
    }

    private func with(_ body: (RunningWorker) async throws -> Void) async throws {
        try await RunningWorker.with(handlers, { $0.pace.timers = .seconds(3600) }, body)
    }

    /// The mover sleeps, is woken by the timer that is set, sleeps until it is due, and moves it.
    @Test func aTimerWakesTheMoverAndComesWhenItIsDue() async throws {
        try await with { (worker: RunningWorker) async throws in
            await worker.harness.handle(Ping(1))
            await calls.wait()
            try await worker.harness.waitUntilIdle()
            #expect(try await worker.harness.timers().isEmpty)
            #expect(try await worker.harness.announced(Call.self) == [Call(1)])
        }
    }

    /// By the database's clock: a timer's message is announced at its due time or after it.
    @Test func noTimerComesEarly() async throws {
        try await with { (worker: RunningWorker) async throws in
            await worker.harness.handle(Ping(1))
            await calls.wait()
            #expect(
                try await worker.value(
                    """
                    select o.created_at >= min(i.claimed_at) + interval '300 milliseconds'
                    from notifier.outbox o, notifier.inbox i group by o.created_at
                    """) == "t")
        }
    }

    /// By the database's clock too: neither a moment less nor longer, whatever else it waits for.
    @Test func theMoverSleepsUntilTheNextTimerIsDue() async throws {
        try await with { (worker: RunningWorker) async throws in
            try await worker.database.run(
                sql: """
                    insert into notifier.timer (key, due, type, subject, data)
                    values ('call-1', now() + interval '10 minutes', '\(Call.type)', 'INC-1', '{"number": 1}')
                    """)
            let mover = TimerMover(
                database: worker.harness.environment.database, handOver: { _ in }, worker: "notifier",
                metrics: MetricsRegistry(), logger: worker.harness.environment.logger, pollInterval: .seconds(3600))
            func untilDue() async throws -> Duration {
                let wait = try await worker.value(
                    "select extract(epoch from due - clock_timestamp()) from notifier.timer")
                return .seconds(try #require(wait.flatMap(Double.init)))
            }
            let before = try await untilDue()
            let sleep = await mover.moveDue()
            let after = try await untilDue()
            #expect(after <= sleep && sleep <= before + .milliseconds(2))
        }
    }

    @Test func whatIsSetAgainComesOnce() async throws {
        try await with { (worker: RunningWorker) async throws in
            await worker.harness.handle((1...3).map { _ in worker.harness.envelope(Ping(1)) })
            await calls.wait()
            try await worker.harness.waitUntilIdle()
            #expect(try await worker.harness.announced(Call.self) == [Call(1)])
        }
    }

    @Test func severalMoversMoveEachTimerOnce() async throws {
        try await with { (worker: RunningWorker) async throws in
            try await worker.database.run(
                sql: """
                    insert into notifier.timer (key, due, type, subject, data)
                    select 'call-' || n, now(), '\(Call.type)', 'INC-1', jsonb_build_object('number', n)
                    from generate_series(1, 1200) as n
                    """)
            let database = worker.harness.environment.database
            let handOver = worker.harness.environment.committer.handOver
            await withDiscardingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        let mover = TimerMover(
                            database: database, handOver: handOver, worker: "notifier", metrics: MetricsRegistry(),
                            logger: worker.harness.environment.logger, pollInterval: .seconds(3600))
                        _ = await mover.moveDue()
                    }
                }
            }
            await calls.wait(for: 1200)
            try await worker.harness.waitUntilIdle()
            #expect(try await worker.value("select count(*) from notifier.outbox") == "1200")
            #expect(calls.arrived == 1200)
        }
    }
}

import AMQP
import Contracts
import Encodings
import Postgres
import TestServers
import Testing
import WorkStore
import WorkerKit
import WorkerTesting

/// What becomes of messages while the database fails.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct DatabaseOutageTests {
    private static let outage = PostgresError(.connectionLost, "gone")

    @Test func anOutageGivesEverythingBackAndCountsNoTry() async throws {
        let tries = Gate()
        let handler = WorkerHandler.database(
            PingHandler { batch, _ in
                tries.arrive()
                if tries.arrived == 1 { throw Self.outage }
                let counted = Outcome.failed(Failure(.deadLetter, code: "counted", detail: ""))
                return batch.map { $0.attempt == 1 ? .done : counted }
            })
        let log = LogRecorder()
        try await RunningWorker.with([handler]) {
            $0.logger = log.logger
        } _: { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Ping(1))
            #expect(await worker.harness.handle([message]) == [.done])
            #expect(worker.harness.broker.snapshot.returns(of: UUIDText.string(from: message.id)) == 1)
            #expect(log.lines.contains("the database is back"))
        }
    }

    /// One message that the database fails at, among others: it alone dies, however often it takes them along.
    @Test func whatMakesTheDatabaseFailDiesAlone() async throws {
        let poison = 3
        let handler = WorkerHandler.database(
            PingHandler { batch, _ in
                if batch.contains(where: { $0.body.number == poison }) { throw Self.outage }
                return batch.map { _ in .done }
            })
        try await RunningWorker.with([handler]) {
            $0.pace.outage = .milliseconds(1)
            $0.variables["MUSTER_MAXIMUM_ATTEMPTS"] = "1"
        } _: { (worker: RunningWorker) async throws in
            let messages = (1...6).map { worker.harness.envelope(Ping($0)) }
            await worker.harness.send(messages)
            let names = messages.map { UUIDText.string(from: $0.id) }
            var number = 100
            // The others go on coming, as they do.
            while worker.harness.broker.snapshot.ready("notifier.dead").isEmpty {
                try Task.checkCancellation()
                await worker.harness.handle(Ping(number))
                number += 1
                worker.harness.broker.advance(by: .seconds(60))
            }
            let dead = worker.harness.broker.snapshot.ready("notifier.dead")
            #expect(dead.map(\.properties.messageID) == [names[poison - 1]])
            #expect(dead.first?.properties.headers["muster-error-code"] == "given-back")
            let others = messages.filter { $0.id != messages[poison - 1].id }
            #expect(await worker.harness.fates(of: others.map(\.id)).allSatisfy { $0 == .done })
        }
    }

    /// A disk that is full serves nobody for an hour: no message may die of that, however often it comes back.
    @Test func anOutageOfAllKillsNobody() async throws {
        let tries = Gate()
        let handler = WorkerHandler.database(
            PingHandler { batch, _ in
                tries.arrive()
                if tries.arrived < 70 { throw Self.outage }
                return batch.map { _ in .done }
            })
        try await RunningWorker.with([handler]) {
            $0.pace.outage = .milliseconds(1)
        } _: { (worker: RunningWorker) async throws in
            let messages = (1...3).map { worker.harness.envelope(Ping($0)) }
            await worker.harness.send(messages)
            while tries.arrived < 70 {
                try Task.checkCancellation()
                await worker.harness.broker.wait {
                    $0.ready("notifier.retry.1m").count == 3 || tries.arrived >= 70
                }
                worker.harness.broker.advance(by: .seconds(60))
            }
            try await worker.harness.waitUntilIdle()
            while !worker.harness.broker.snapshot.ready("notifier.retry.1m").isEmpty {
                try Task.checkCancellation()
                worker.harness.broker.advance(by: .seconds(60))
                try await worker.harness.waitUntilIdle()
            }
            #expect(worker.harness.broker.snapshot.ready("notifier.dead").isEmpty)
            #expect(try await worker.value("select count(*) from notifier.inbox where done_at is not null") == "3")
        }
    }

    @Test func theEndOfAnOutageDoesNotEndAnOperatorsPause() async throws {
        let gate = Gate()
        let handler = WorkerHandler.database(
            PingHandler { batch, _ in
                if gate.arrived > 0 { return batch.map { _ in .done } }
                await gate.pass()
                throw Self.outage
            })
        let log = LogRecorder()
        try await RunningWorker.with([handler]) {
            $0.logger = log.logger
        } _: { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Ping(1))
            await worker.harness.send([message])
            await gate.wait()
            try await worker.database.run(
                sql: "insert into core.paused_queue (queue, paused_by) values ('notifier', 'test')")
            await worker.harness.broker.wait { !$0.isConsumed("notifier") }
            gate.open()
            await log.wait(for: "the database is back")
            #expect(!worker.harness.broker.snapshot.isConsumed("notifier"))
            #expect(worker.harness.broker.snapshot.ready("notifier").count == 1)
            try await worker.database.run(sql: "delete from core.paused_queue")
            #expect(await worker.harness.fates(of: [message.id]) == [.done])
        }
    }
}

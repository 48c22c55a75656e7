import AMQP
import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import Postgres
import Synchronization
import TestServers
import Testing
import WorkStore
import WorkerKit
import WorkerTesting

/// The steps of the main flow, on the real runtime.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct WorkerServiceTests {
    /// Notes the numbers of each batch.
    private final class Batches: Sendable {
        private let log = Mutex<[[Int]]>([])
        var all: [[Int]] { log.withLock { $0 } }
        func add(_ batch: [Received<Ping>]) { log.withLock { $0.append(batch.map(\.body.number)) } }
    }

    private let batches = Batches()

    private func handler(_ outcome: @escaping @Sendable (Int) -> Outcome = { _ in .done }) -> WorkerHandler {
        let batches = batches
        return .database(
            PingHandler { batch, work in
                batches.add(batch)
                for message in batch {
                    work.announce(
                        Answered(message.body.number),
                        about: Subject(name: message.subject, id: nil, cause: message.traceparent))
                }
                return batch.map { outcome($0.body.number) }
            })
    }

    @Test func whatArrivesTogetherIsDoneTogether() async throws {
        try await RunningWorker.with([handler()]) { (worker: RunningWorker) async throws in
            let fates = await worker.harness.handle((1...3).map { worker.harness.envelope(Ping($0)) })
            #expect(fates == [.done, .done, .done])
            #expect(batches.all == [[1, 2, 3]])
            #expect(try await worker.harness.announced(Answered.self).map(\.number).sorted() == [1, 2, 3])
            #expect(try await worker.value("select count(*) from notifier.inbox where done_at is not null") == "3")
        }
    }

    @Test func aBatchIsNotLargerThanConfigured() async throws {
        try await RunningWorker.with([handler()]) {
            $0.variables["MUSTER_BATCH"] = "2"
        } _: { (worker: RunningWorker) async throws in
            await worker.harness.handle((1...5).map { worker.harness.envelope(Ping($0)) })
            #expect(batches.all.map(\.count).max() == 2)
            #expect(batches.all.flatMap { $0 }.sorted() == [1, 2, 3, 4, 5])
        }
    }

    @Test func aMessageThatCameBeforeIsAcknowledgedAndNotHandled() async throws {
        try await RunningWorker.with([handler()]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Ping(1))
            #expect(await worker.harness.handle([message]) == [.done])
            #expect(await worker.harness.handle([message, message]) == [.done, .done])
            #expect(batches.all == [[1]])
            #expect(try await worker.harness.announced().count == 1)
        }
    }

    @Test func ofOneMessageTwiceInABatchOneIsHandled() async throws {
        try await RunningWorker.with([handler()]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Ping(1))
            await worker.harness.handle([message, message])
            #expect(batches.all == [[1]])
        }
    }

    @Test func whenOneFailsTheOthersAreDoneOneByOne() async throws {
        let failure = Failure(.retry, code: "broken", detail: "no")
        let flaky = handler { $0 == 2 ? .failed(failure) : .done }
        try await RunningWorker.with([flaky]) { (worker: RunningWorker) async throws in
            let fates = await worker.harness.handle((1...3).map { worker.harness.envelope(Ping($0)) })
            #expect(fates == [.done, .retry(.second, attempt: 2, code: "broken"), .done])
            #expect(batches.all == [[1, 2, 3], [1], [2], [3]])
            #expect(try await worker.harness.announced(Answered.self).map(\.number).sorted() == [1, 3])
        }
    }

    /// Rows that are older than the event are put off, at the last attempt too, and the try is not counted.
    @Test(arguments: [1, 5]) func whatIsTooEarlyIsPutOff(attempt: Int) async throws {
        try await RunningWorker.with([handler { _ in .tooEarly }]) { (worker: RunningWorker) async throws in
            let fates = await worker.harness.handle([worker.harness.envelope(Ping(1))], attempt: attempt)
            #expect(fates == [.retry(.second, attempt: attempt, code: "too-early")])
            #expect(try await worker.harness.announced().isEmpty)
        }
    }

    @Test func aRetryComesBackAndIsDone() async throws {
        let tries = Gate()
        let flaky = WorkerHandler.database(
            PingHandler { batch, _ in
                tries.arrive()
                if batch[0].attempt == 1 { throw Failure(.retry, code: "broken", detail: "no") }
                return [.done]
            })
        try await RunningWorker.with([flaky]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Ping(1))
            #expect(await worker.harness.handle([message]) == [.retry(.second, attempt: 2, code: "broken")])
            worker.harness.broker.advance(by: .seconds(1))
            #expect(await worker.harness.fates(of: [message.id]) == [.done])
            #expect(tries.arrived == 2)
        }
    }

    @Test func whatCannotBeReadIsADeadLetter() async throws {
        try await RunningWorker.with([handler()]) { (worker: RunningWorker) async throws in
            #expect(await worker.harness.handle(Answered(1)) == .dead(code: "unknown-type"))
            #expect(batches.all.isEmpty)
        }
    }

    @Test func whatIsTooOldToDeduplicateIsADeadLetter() async throws {
        try await RunningWorker.with([handler()]) { (worker: RunningWorker) async throws in
            var random = SystemRandomNumberGenerator()
            let old = UUID.v7(at: Date(timeIntervalSinceNow: -400 * 86400), using: &random)
            let fates = await worker.harness.handle([worker.harness.envelope(Ping(1), id: old)])
            #expect(fates == [.dead(code: "too-old-to-deduplicate")])
        }
    }

    // MARK: - Outages and pauses

    /// The watch goes on watching: what operators say a second time counts too.
    @Test func operatorsPauseAndResumeAsOftenAsTheyLike() async throws {
        try await RunningWorker.with([handler()]) { (worker: RunningWorker) async throws in
            for number in 1...2 {
                try await worker.database.run(
                    sql: "insert into core.paused_queue (queue, paused_by) values ('notifier', 'test')")
                await worker.harness.broker.wait { !$0.isConsumed("notifier") }
                try await soon("the pause is a metric") { worker.metric("muster_queue_paused") == "1.0" }
                let message = worker.harness.envelope(Ping(number))
                await worker.harness.send([message])
                #expect(worker.harness.broker.snapshot.ready("notifier").count == 1)
                try await worker.database.run(sql: "delete from core.paused_queue")
                #expect(await worker.harness.fates(of: [message.id]) == [.done])
            }
        }
    }

    // MARK: - Side by side

    @Test func slowEffectsStopNeitherRowsNorOtherEffects() async throws {
        let gate = Gate()
        struct QuickHandler: EffectHandler {
            func handle(_ message: Received<Answered>, effects: Effects) async throws -> Completion { { _ in } }
        }
        let slow = WorkerHandler.effects(
            CallHandler { _, _ in
                await gate.pass()
                return { _ in }
            })
        try await RunningWorker.with([slow, .effects(QuickHandler()), handler()]) {
            $0.variables["MUSTER_CONCURRENCY"] = "32"
        } _: { (worker: RunningWorker) async throws in
            let calls = (1...40).map { worker.harness.envelope(Call($0)) }
            await worker.harness.send(calls)
            await gate.wait(for: 32)
            #expect(await worker.harness.handle(Ping(1)) == .done)
            #expect(await worker.harness.handle(Answered(1)) == .done)
            #expect(gate.arrived == 32)
            gate.open()
            #expect(await worker.harness.fates(of: calls.map(\.id)).allSatisfy { $0 == .done })
        }
    }

    /// What waits for a place is in hand: the queue gives no more than the prefetch.
    @Test func whatWaitsIsBoundedByThePrefetch() async throws {
        let gate = Gate()
        let slow = WorkerHandler.effects(
            CallHandler { _, _ in
                await gate.pass()
                return { _ in }
            })
        try await RunningWorker.with([slow]) {
            $0.variables["MUSTER_CONCURRENCY"] = "1"
            $0.prefetch = 3
        } _: { (worker: RunningWorker) async throws in
            let calls = (1...10).map { worker.harness.envelope(Call($0)) }
            await worker.harness.send(calls)
            await gate.wait()
            #expect(worker.harness.broker.snapshot.unsettled("notifier").count == 3)
            #expect(worker.harness.broker.snapshot.ready("notifier").count == 7)
            gate.open()
            #expect(await worker.harness.fates(of: calls.map(\.id)).allSatisfy { $0 == .done })
        }
    }

    // MARK: - Time limits

    @Test func aStuckHandlerIsCancelledCountedAndItsMessageTriedAgain() async throws {
        let stuck = WorkerHandler.effects(
            CallHandler { _, _ in
                try await Task.sleep(for: .seconds(3600))
                return { _ in }
            }, timeLimit: .milliseconds(100))
        try await RunningWorker.with([stuck]) { (worker: RunningWorker) async throws in
            #expect(await worker.harness.handle(Call(1)) == .retry(.second, attempt: 2, code: "timed-out"))
            #expect(worker.metric("muster_worker_stuck_total{handler=\"CallHandler\",queue=\"notifier\"}") == "1")
        }
    }

    @Test func ofABatchOnlyTheStuckMessageIsTriedAgain() async throws {
        let stuck = WorkerHandler.database(
            PingHandler { batch, _ in
                if batch.contains(where: { $0.body.number == 2 }) { try await Task.sleep(for: .seconds(3600)) }
                return batch.map { _ in .done }
            }, timeLimit: .milliseconds(100))
        try await RunningWorker.with([stuck]) { (worker: RunningWorker) async throws in
            let fates = await worker.harness.handle((1...3).map { worker.harness.envelope(Ping($0)) })
            #expect(fates == [.done, .retry(.second, attempt: 2, code: "timed-out"), .done])
        }
    }

    /// The transaction of a handler that does not end is rolled back without it, and what it writes later goes nowhere.
    @Test func aHandlerThatIgnoresItsLimitHoldsUpNobody() async throws {
        let gate = Gate()
        let deaf = WorkerHandler.database(
            PingHandler { batch, work in
                if batch[0].attempt == 1 {
                    await gate.pass()
                    _ = try await work.query("delete from outbox")
                }
                return [.done]
            }, timeLimit: .milliseconds(100))
        try await RunningWorker.with([deaf]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Ping(1))
            #expect(await worker.harness.handle([message]) == [.retry(.second, attempt: 2, code: "timed-out")])
            worker.harness.broker.advance(by: .seconds(1))
            #expect(await worker.harness.fates(of: [message.id]) == [.done])
            gate.open()
        }
    }

    // MARK: - The end

    @Test func aDrainFinishesWhatHasBegunAndLeavesTheRest() async throws {
        let gate = Gate()
        let slow = WorkerHandler.effects(
            CallHandler { _, _ in
                await gate.pass()
                return { _ in }
            })
        try await RunningWorker.with([slow]) {
            $0.variables["MUSTER_CONCURRENCY"] = "1"
        } _: { (worker: RunningWorker) async throws in
            let calls = (1...3).map { worker.harness.envelope(Call($0)) }
            await worker.harness.send(calls)
            await gate.wait()
            await worker.harness.shutDown()
            let broker = worker.harness.broker
            await broker.wait { !$0.isConsumed("notifier") && $0.ready("notifier").count == 2 }
            gate.open()
            await broker.wait { $0.unsettled("notifier").isEmpty }
            #expect(gate.arrived == 1)
            #expect(broker.snapshot.ready("notifier").count == 2)
        }
    }

    @Test func aDrainDoesNotWaitForWhoIgnoresIt() async throws {
        let gate = Gate()
        defer { gate.open() }
        let deaf = WorkerHandler.effects(
            CallHandler { _, _ in
                await gate.pass()
                return { _ in }
            })
        let log = LogRecorder()
        try await RunningWorker.with([deaf]) {
            $0.variables["MUSTER_DRAIN_SECONDS"] = "1"
            $0.logger = log.logger
        } _: { (worker: RunningWorker) async throws in
            await worker.harness.send([worker.harness.envelope(Call(1))])
            await gate.wait()
        }
        #expect(log.lines.contains("a handler does not end although it was cancelled"))
    }
}

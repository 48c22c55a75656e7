import Contracts
import Encodings
import FoundationEssentials
import TestServers
import Testing
import WorkStore
import WorkerKit
import WorkerTesting

/// The end of messages that nothing helps.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct GivingUpTests {
    private let subject = Subject(name: "INC-1", id: nil, cause: nil)

    /// Of two instances one has lost the lease: it writes nothing, and makes no dead letter of what the other one is at.
    @Test(arguments: [Failure.Remedy.deadLetter, .retry])
    func whoHasLostTheLeaseDoesNotGiveUp(remedy: Failure.Remedy) async throws {
        let gate = Gate()
        let handler = WorkerHandler.effects(
            CallHandler(
                putOff: { message, _, _, work in work.announce(Answered(message.body.number), about: subject) },
                gaveUp: { message, _, work in work.announce(Answered(message.body.number), about: subject) },
                body: { _, _ in
                    await gate.pass()
                    throw Failure(remedy, code: "broken", detail: "no")
                }))
        try await RunningWorker.with([handler]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            await worker.harness.send([message], attempt: 4)
            await gate.wait()
            try await worker.database.run(
                sql: "update notifier.inbox set token = token + 1 where message_id = '\(message.id)'")
            gate.open()
            let fates = await worker.harness.fates(of: [message.id])
            #expect(fates == [.retry(.second, attempt: 4, code: "lease-lost")])
            #expect(try await worker.harness.announced().isEmpty)
            // The lease of the other one is as it was.
            let lease = try await worker.value(
                "select lease_until > now() from notifier.inbox where message_id = '\(message.id)'")
            #expect(lease == "t")
        }
    }

    /// What people look at says when the next try is, as the ladder decides; what nobody was asked for is no try.
    @Test func aRetryIsWrittenDownWithItsTime() async throws {
        let remedies: [Failure.Remedy] = [.retry, .retryAfter(.seconds(30))]
        let handler = WorkerHandler.effects(
            CallHandler(
                putOff: { message, time, failure, work in
                    let wait = Int(time.timeIntervalSinceNow.rounded())
                    work.announce(
                        Answered(wait), about: Subject(name: "\(failure.code) \(failure.isTry)", id: nil, cause: nil))
                },
                body: { message, _ in throw Failure(remedies[message.body.number], code: "away", detail: "no") }))
        try await RunningWorker.with([handler]) { (worker: RunningWorker) async throws in
            for (number, expected) in [(0, (10, "away true")), (1, (60, "away false"))] {
                await worker.harness.send([worker.harness.envelope(Call(number))], attempt: 2)
                try await soon("it is written down") {
                    try await worker.harness.announced().contains {
                        (try? $0.decode(Answered.self).number) == expected.0 && $0.subject == expected.1
                    }
                }
            }
        }
    }

    /// No poll helps here: the timer that is set when the worker gives up wakes the mover.
    @Test func givingUpWakesTheTimers() async throws {
        let pings = Gate()
        let handlers: [WorkerHandler] = [
            .database(
                PingHandler { batch, _ in
                    pings.arrive()
                    return batch.map { _ in .done }
                }),
            .effects(
                CallHandler(
                    gaveUp: { _, _, work in work.schedule(Ping(1), key: "k", after: .zero, about: subject) },
                    body: { _, _ in throw Failure(.deadLetter, code: "broken", detail: "no") })),
        ]
        try await RunningWorker.with(handlers, { $0.pace.timers = .seconds(3600) }) {
            (worker: RunningWorker) async throws in
            let fate = await worker.harness.handle(Call(1))
            #expect(fate == .dead(code: "broken"))
            await pings.wait()
        }
    }

    /// One group of dead letters, whichever kind of handler is asked.
    @Test func whatIsTooOldHasOneCode() async throws {
        let handlers: [WorkerHandler] = [
            .database(PingHandler { batch, _ in batch.map { _ in .done } }), .effects(CallHandler { _, _ in { _ in } }),
        ]
        var random = SystemRandomNumberGenerator()
        let old = Date(timeIntervalSinceNow: -200 * 86_400)
        let (first, second) = (UUID.v7(at: old, using: &random), UUID.v7(at: old, using: &random))
        try await RunningWorker.with(handlers) { (worker: RunningWorker) async throws in
            let fates = await worker.harness.handle([
                worker.harness.envelope(Ping(1), id: first), worker.harness.envelope(Call(1), id: second),
            ])
            #expect(fates == [.dead(code: "too-old-to-deduplicate"), .dead(code: "too-old-to-deduplicate")])
        }
    }

    /// A handler with a fault makes dead letters that say so, and the process goes on.
    @Test(arguments: [0, 2]) func aHandlerThatAnswersTheWrongNumberOfOutcomesIsAFault(outcomes: Int) async throws {
        let handler = WorkerHandler.database(
            PingHandler { batch, work in
                work.announce(Answered(1), about: subject)
                return Array(repeating: .done, count: batch.count * outcomes)
            })
        try await RunningWorker.with([handler]) { (worker: RunningWorker) async throws in
            let fates = await worker.harness.handle((1...2).map { worker.harness.envelope(Ping($0)) })
            #expect(fates == [.dead(code: "wrong-outcomes"), .dead(code: "wrong-outcomes")])
            #expect(try await worker.harness.announced().isEmpty)
        }
    }
}

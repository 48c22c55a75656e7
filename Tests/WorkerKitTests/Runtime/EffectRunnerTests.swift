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

/// The life of a message with effects, on the real runtime: its lease, its end, and what a failure leaves behind.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct EffectRunnerTests {
    private let calls = Gate()

    /// A handler that notes the call, does what is asked, and announces the message's number at the end.
    private func handler(_ body: @escaping @Sendable (Received<Call>) async throws -> Void = { _ in }) -> WorkerHandler
    {
        let calls = calls
        return .effects(
            CallHandler(
                gaveUp: { message, failure, work in
                    work.announce(
                        Answered(1000 + message.body.number), about: Subject(name: failure.code, id: nil, cause: nil))
                },
                body: { message, _ in
                    calls.arrive()
                    try await body(message)
                    return { work in
                        work.announce(
                            Answered(message.body.number), about: Subject(name: message.subject, id: nil, cause: nil))
                    }
                }))
    }

    private func inbox(_ worker: RunningWorker, _ id: UUID, _ column: String) async throws -> String? {
        try await worker.value("select \(column) from notifier.inbox where message_id = '\(id)'")
    }

    @Test func whatIsDoneIsMarkedAndAnnouncedTogether() async throws {
        try await RunningWorker.with([handler()]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            #expect(await worker.harness.handle([message]) == [.done])
            #expect(try await worker.harness.announced(Answered.self) == [Answered(1)])
            #expect(try await inbox(worker, message.id, "done_at is not null and lease_until is null") == "t")
        }
    }

    @Test func aMessageThatWasDoneIsNotDoneAgain() async throws {
        try await RunningWorker.with([handler()]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            await worker.harness.handle([message])
            #expect(await worker.harness.handle([message]) == [.done])
            #expect(calls.arrived == 1)
        }
    }

    /// Another instance has it: this one waits a second and counts no try.
    @Test func aLeasedMessageIsPutOff() async throws {
        try await RunningWorker.with([handler()]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            try await worker.database.run(
                sql: """
                    insert into notifier.inbox (message_id, lease_until, token)
                    values ('\(message.id)', now() + interval '1 hour', 1)
                    """)
            let fates = await worker.harness.handle([message], attempt: 5)
            #expect(fates == [.retry(.second, attempt: 5, code: "leased")])
            #expect(calls.arrived == 0)
        }
    }

    /// The lease of an instance that crashed has ended.
    @Test func aLeaseThatHasEndedIsTakenOver() async throws {
        try await RunningWorker.with([handler()]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            try await worker.database.run(
                sql: """
                    insert into notifier.inbox (message_id, lease_until, token)
                    values ('\(message.id)', now() - interval '1 second', 7)
                    """)
            #expect(await worker.harness.handle([message]) == [.done])
            #expect(try await inbox(worker, message.id, "token") == "8")
        }
    }

    /// A handler that works longer than a lease keeps it.
    @Test func aLeaseIsRenewedWhileTheHandlerWorks() async throws {
        let gate = Gate()
        try await RunningWorker.with([handler { _ in await gate.pass() }]) {
            $0.pace.lease = .milliseconds(1500)
        } _: { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            await worker.harness.send([message])
            await gate.wait()
            let claimed = try await inbox(worker, message.id, "claimed_at + interval '3 seconds'") ?? ""
            try await soon("the lease goes on") {
                try await inbox(worker, message.id, "lease_until > '\(claimed)'") == "t"
            }
            gate.open()
            #expect(await worker.harness.fates(of: [message.id]) == [.done])
        }
    }

    /// Whoever took the message over does it: nothing of this owner is committed, and the message comes again.
    @Test func whoHasLostTheLeaseStops() async throws {
        let gate = Gate()
        try await RunningWorker.with([handler { _ in await gate.pass() }]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            await worker.harness.send([message], attempt: 5)
            await gate.wait()
            try await worker.database.run(
                sql: "update notifier.inbox set token = token + 1 where message_id = '\(message.id)'")
            gate.open()
            #expect(
                await worker.harness.fates(of: [message.id]) == [.retry(.second, attempt: 5, code: "lease-lost")])
            #expect(try await worker.harness.announced().isEmpty)
        }
    }

    @Test func theHandlerIsCancelledWhenItsLeaseIsLost() async throws {
        let gate = Gate()
        let handler = handler { _ in
            gate.arrive()
            try await Task.sleep(for: .seconds(3600))
        }
        try await RunningWorker.with([handler]) {
            $0.pace.lease = .milliseconds(300)
        } _: { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            await worker.harness.send([message])
            await gate.wait()
            try await worker.database.run(
                sql: "update notifier.inbox set token = token + 1 where message_id = '\(message.id)'")
            #expect(
                await worker.harness.fates(of: [message.id]) == [.retry(.second, attempt: 1, code: "lease-lost")])
        }
    }

    @Test func aFailureReleasesTheLeaseAndTakesTheNextRung() async throws {
        let failing = handler { _ in throw Failure(.retry, code: "busy", detail: "no") }
        try await RunningWorker.with([failing]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            let fates = await worker.harness.handle([message], attempt: 2)
            #expect(fates == [.retry(.tenSeconds, attempt: 3, code: "busy")])
            #expect(try await inbox(worker, message.id, "done_at is null and lease_until <= now()") == "t")
            #expect(try await worker.harness.announced().isEmpty)
        }
    }

    @Test func givingUpIsWrittenDownBeforeTheDeadLetter() async throws {
        let failing = handler { _ in throw Failure(.retry, code: "busy", detail: "no") }
        try await RunningWorker.with([failing]) { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            #expect(await worker.harness.handle([message], attempt: 5) == [.dead(code: "busy")])
            #expect(try await worker.harness.announced(Answered.self) == [Answered(1001)])
        }
    }

    /// A database that is away counts no try, whatever was being done.
    @Test func anOutageGivesTheMessageBack() async throws {
        let calls = calls
        let handler = handler { _ in
            if calls.arrived == 1 { throw PostgresError(.connectionLost, "gone") }
        }
        try await RunningWorker.with([handler]) {
            $0.pace.lease = .milliseconds(300)
        } _: { (worker: RunningWorker) async throws in
            let message = worker.harness.envelope(Call(1))
            await worker.harness.send([message])
            var fates = await worker.harness.fates(of: [message.id])
            // The lease of the first try has not ended: the message waits for it.
            while case .retry(let delay, let attempt, "leased") = fates[0] {
                #expect(attempt == 1)
                worker.harness.broker.advance(by: delay.duration)
                fates = await worker.harness.fates(of: [message.id])
            }
            #expect(fates == [.done])
            #expect(worker.harness.broker.snapshot.returns(of: UUIDText.string(from: message.id)) >= 1)
        }
    }

    /// Many end in one transaction; the one that cannot end fails alone, and what it wrote is not there.
    @Test func ofMessagesThatEndTogetherABadOneFailsAlone() async throws {
        let handler = WorkerHandler.effects(
            CallHandler(
                gaveUp: { _, _, _ in },
                body: { message, _ in
                    { work in
                        work.announce(
                            Answered(message.body.number), about: Subject(name: message.subject, id: nil, cause: nil))
                        guard message.body.number == 13 else { return }
                        throw Failure(.deadLetter, code: "unlucky", detail: "no")
                    }
                }))
        try await RunningWorker.with([handler]) { (worker: RunningWorker) async throws in
            let messages = (0..<40).map { worker.harness.envelope(Call($0)) }
            let fates = await worker.harness.handle(messages)
            #expect(fates[13] == .dead(code: "unlucky"))
            #expect(fates.filter { $0 == .done }.count == 39)
            let answered = try await worker.harness.announced(Answered.self).map(\.number).sorted()
            #expect(answered == (0..<40).filter { $0 != 13 })
        }
    }
}

import Contracts
import FoundationEssentials
import JSON
import Postgres
import TestServers
import Testing

@testable import WorkStore

@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct TimersTests {
    private func timers(_ store: Store) -> Timers {
        Timers(database: store.database, worker: "notifier")
    }

    private func set(_ text: String, after delay: Duration = .zero, key: String = "k", _ store: Store) async throws {
        try await store.committer.commit { $0.schedule(Remind(text), key: key, after: delay, about: .test) }
    }

    @Test func aTimerWaitsUntilItIsDue() async throws {
        try await Store.with { store in
            #expect(try await timers(store).untilNext() == nil)
            try await set("later", after: .seconds(3600), store)
            let wait = try #require(try await timers(store).untilNext())
            #expect((3500...3600).contains(wait))
            #expect(try await timers(store).moveDue().rows.isEmpty)
            try await store.run("update timer set due = now() - interval '7 seconds'")
            #expect(try #require(try await timers(store).untilNext()) <= 0)
            let (rows, lag) = try await timers(store).moveDue()
            #expect(rows.count == 1 && lag ?? 0 >= 7)
            #expect(try await timers(store).untilNext() == nil)
        }
    }

    /// Neither before it is due nor later: in one transaction the database's clock stands still.
    @Test(arguments: [(Duration.milliseconds(1), 0), (.zero, 1)])
    func aTimerIsMovedAtTheMomentWhenItIsDue(delay: Duration, moved: Int) async throws {
        try await Store.with { store in
            let taken = try await store.database.transaction { transaction in
                let timer = TimerRow(Remind("now"), key: "k", due: .after(delay), about: .test)
                return try await transaction.pipeline([TimerRow.insert([timer]), DueTimer.take(10)])[1].count
            }
            #expect(taken == moved)
        }
    }

    /// Every instance moves timers; each timer is moved by one of them.
    @Test func manyMoversMoveEachTimerOnce() async throws {
        try await Store.with { store in
            try await store.committer.commit { work in
                for number in 0..<1200 {
                    work.schedule(Remind("\(number)"), key: "\(number)", after: .zero, about: .test)
                }
            }
            let texts = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        var moved: [String] = []
                        while true {
                            let rows = try await timers(store).moveDue().rows
                            if rows.isEmpty, try await timers(store).untilNext() == nil { return moved }
                            moved += try rows.map { try Envelope.of($0).decode(Remind.self).text }
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(texts.count == 1200 && Set(texts).count == 1200)
            let rows = try await store.lines("select count(*)::text as line from outbox")
            #expect(rows == ["1200"])
        }
    }

    /// A command that is given later is the same message as one that is given now.
    @Test func theCommandOfATimerIsWrappedAsEveryOther() async throws {
        try await Store.with { store in
            try await set("text", store)
            let moved = try #require(try await timers(store).moveDue().rows.first)
            let ordered = OutboxRow(Remind("text"), about: .test, source: "/muster/notifier")
            let (later, now) = (try Envelope.of(moved), try Envelope.of(ordered))
            #expect(later.json.objectValue?.keys.filter { $0 != "generation" } == now.json.objectValue?.keys)
            #expect(later.data == now.data && later.type == now.type && later.subject == now.subject)
            #expect(later.source == now.source && later.id == moved.messageID && later.traceparent == moved.traceparent)
            #expect(moved.traceparent?.prefix(35) == ordered.traceparent?.prefix(35))
            #expect(moved.traceparent != Subject.test.cause)
            #expect(moved.exchange == ordered.exchange && moved.routingKey == ordered.routingKey)
            #expect(moved.correlationID == ordered.correlationID && moved.contentType == ordered.contentType)
            // It is leased to the mover, as every row to who wrote it.
            #expect(try await Outbox(database: store.database).sweep(atMost: 10).isEmpty)
            try await store.run("update outbox set claimable_at = now()")
            #expect(try await Outbox(database: store.database).sweep(atMost: 10) == [moved])
        }
    }

    @Test func theMessageOfATimerThatWasSetAgainIsToldApart() async throws {
        try await Store.with { store in
            func fired() async throws -> (text: String, generation: Int) {
                let envelope = try Envelope.of(try #require(try await timers(store).moveDue().rows.first))
                return (try envelope.decode(Remind.self).text, try #require(envelope.generation))
            }
            // Set again before it fires: one message, of the newer setting.
            try await set("first", store)
            let before = try await store.lines("select generation::text as line from timer")
            try await set("second", store)
            let second = try await fired()
            #expect(second.text == "second")
            #expect(try #require(before.first.flatMap(Int.init)) < second.generation)
            // Set again after it has fired, while its message still waits somewhere.
            try await set("third", store)
            let third = try await fired()
            #expect(third.text == "third" && third.generation > second.generation)
        }
    }

    @Test func theLastSettingOfAUnitOfWorkCounts() async throws {
        try await Store.with { store in
            try await store.committer.commit { work in
                work.schedule(Remind("first"), key: "k", after: .zero, about: .test)
                work.schedule(Remind("other"), key: "other", after: .seconds(60), about: .test)
                work.schedule(Remind("last"), key: "k", after: .seconds(60), about: .test)
            }
            #expect(try await timers(store).moveDue().rows.isEmpty)
            #expect(
                try await store.lines("select data ->> 'text' as line from timer order by key") == ["last", "other"])
        }
    }

    @Test func aTimerCanBeSetForAMoment() async throws {
        try await Store.with { store in
            let moment = Date(timeIntervalSince1970: 4_102_444_800)
            try await store.committer.commit { work in
                work.schedule(Remind("2100"), key: "a", at: moment, about: .test)
                work.schedule(Remind("past"), key: "b", at: Date(timeIntervalSince1970: 0), about: .test)
            }
            let moved = try await timers(store).moveDue().rows
            #expect(try moved.map { try Envelope.of($0).decode(Remind.self).text } == ["past"])
            #expect(try await store.lines("select (due = '2100-01-01Z')::text as line from timer") == ["true"])
        }
    }
}

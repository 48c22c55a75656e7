import Contracts
import Encodings
import FoundationEssentials
import Postgres
import TestServers
import Testing

@testable import WorkStore

/// What is left behind by a unit of work, and what is not.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct CommitterTests {
    private let fact = IncidentAssembled(incident: IncidentReference(id: .v7(), name: "INC-17", version: 3))

    private struct Refused: Error {}

    @Test func whatIsAnnouncedIsARowAndIsHandedOverOnce() async throws {
        try await Store.with { store in
            let ids = try await store.committer.commit { work in
                let ids = [work.announce(fact, about: .test), work.order(Remind("now"), about: .test)]
                #expect(store.handedOver.isEmpty)
                return ids
            }
            #expect(store.handedOver.map(\.messageID) == ids)
            #expect(store.handedOver.map(\.exchange) == ["incidents", "notifier"])
            #expect(store.handedOver.map(\.routingKey) == ["incident.assembled.v1", "work"])
            #expect(store.wakes == 0)
            // Born leased, so that no sweep publishes them a second time.
            let rows = try await store.lines(
                """
                select concat_ws(' ', routing_key, type, correlation_id, claimable_at > now() + interval '20 seconds')
                    as line from outbox order by routing_key
                """)
            let incident = "01933f5e-7d1a-7c3b-9f00-0123456789ab"
            #expect(
                rows == [
                    "incident.assembled.v1 muster.incident.assembled.v1 \(incident) t",
                    "work muster.person.remind.v1 \(incident) t",
                ])
            #expect(try await Outbox(database: store.database).sweep(atMost: 10).isEmpty)
        }
    }

    /// What fails inside another unit of work is undone alone: rows, announcements and timers; what was before and comes after it
    /// is there.
    @Test func whatFailsInsideIsUndoneAlone() async throws {
        try await Store.with { store in
            let ids = (0..<4).map { _ in UUID.v7() }
            func write(_ index: Int) -> Statement {
                Statement("insert into inbox (message_id, done_at) values ($1, now())", [.uuid(ids[index])])
            }
            let announced = try await store.committer.commit { work in
                work.write(write(0))
                let inside = store.committer.inside(work)
                await #expect(throws: Refused.self) {
                    try await inside.commit { part in
                        _ = try await part.query(write(1))
                        part.write(write(2))
                        part.announce(fact, about: .test)
                        part.schedule(Remind("never"), key: "never", after: .seconds(60), about: .test)
                        throw Refused()
                    }
                }
                // A statement that the server refuses ends no more than its part.
                await #expect(throws: PostgresError.self) { try await inside.commit { $0.write(write(0)) } }
                return try await inside.commit { part in
                    part.write(write(3))
                    return part.announce(fact, about: .test)
                }
            }
            #expect(store.handedOver.map(\.messageID) == [announced])
            #expect(store.wakes == 0)
            let rows = try await store.lines("select message_id::text as line from inbox")
            #expect(Set(rows.map { $0.lowercased() }) == Set([ids[0], ids[3]].map { $0.uuidString.lowercased() }))
            #expect(try await store.lines("select key as line from timer").isEmpty)
        }
    }

    /// Parts of one transaction that know nothing of each other: the later one reads what the former has left to be written.
    @Test func aPartReadsWhatTheFormerPartHasWritten() async throws {
        try await Store.with { store in
            let id = UUID.v7()
            let write = Statement("insert into inbox (message_id, done_at) values ($1, now())", [.uuid(id)])
            let read = Statement("select 1 as one from inbox where message_id = $1", [.uuid(id)])
            let seen = try await store.committer.commit { work in
                work.write(write)
                let before = try await work.query(read).count
                work.endPart()
                return [before, try await work.query(read).count, try await work.pipeline([read, read])[1].count]
            }
            #expect(seen == [0, 1, 1])
            #expect(try await store.database.query(read).count == 1)
        }
    }

    @Test func aTimerThatIsTakenBackInTheSameWorkIsNotSet() async throws {
        try await Store.with { store in
            try await store.committer.commit { work in
                work.schedule(Remind("later"), key: "k", after: .zero, about: .test)
                work.cancelTimer(key: "k")
                work.cancelTimer(key: "l")
                work.schedule(Remind("later"), key: "l", after: .zero, about: .test)
            }
            #expect(try await store.lines("select key as line from timer") == ["l"])
        }
    }

    @Test func nothingIsLeftOfWorkThatFails() async throws {
        try await Store.with { store in
            await #expect(throws: Refused.self) {
                try await store.committer.commit { work in
                    work.announce(fact, about: .test)
                    work.schedule(Remind("later"), key: "k", after: .zero, about: .test)
                    throw Refused()
                }
            }
            #expect(store.handedOver.isEmpty && store.wakes == 0)
            let counts = "select concat((select count(*) from outbox), (select count(*) from timer)) as line" as SQL
            let left = try await store.lines(counts)
            #expect(left == ["00"])
        }
    }

    @Test func aTimerThatIsSetWakesTheTimersOnce() async throws {
        try await Store.with { store in
            try await store.committer.commit { work in
                work.schedule(Remind("a"), key: "a", after: .seconds(60), about: .test)
                work.schedule(Remind("b"), key: "b", after: .seconds(60), about: .test)
            }
            #expect(store.wakes == 1)
            try await store.committer.commit { $0.cancelTimer(key: "a") }
            #expect(store.wakes == 1)
            #expect(try await store.lines("select key as line from timer") == ["b"])
        }
    }

    /// What waits for the commit comes after what was asked before it, and in its order.
    @Test func writesTravelWithTheCommit() async throws {
        try await Store.with { store in
            try await store.committer.commit { work in
                work.write(
                    "insert into told (incident_id, version, status) values ($1, 1, 'active')",
                    [.uuid(fact.incident.id)])
                work.write("update told set version = version + 1", [])
                let (now, next) = (
                    try await work.query("select 1 as one from told"),
                    try await work.pipeline([Statement("select 1 as one from told")])[0]
                )
                #expect(now.isEmpty && next.isEmpty)
            }
            #expect(try await store.lines("select version::text as line from told") == ["2"])
        }
    }

    @Test func whatIsPublishedAgainKeepsItsBytes() async throws {
        try await Store.with { store in
            let message = UUID.v7()
            let row = OutboxRow(
                id: .v7(), messageID: message, exchange: "intake", routingKey: "work", type: "native.edge",
                correlationID: nil, traceparent: nil, contentType: "text/plain", body: [0, 1, 255])
            try await store.committer.commit { $0.publishAgain([row]) }
            #expect(store.handedOver == [row])
            try await store.run("update outbox set claimable_at = now()")
            #expect(try await Outbox(database: store.database).sweep(atMost: 10) == [row])
        }
    }
}
